import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Intake } from '#intake';
import { DomainError } from '#kernel';
import { openDoors, type Doors, type RegisteredSource } from '../../support/doors.js';
import { sendRaw } from '../../support/raw-http.js';

const INVALID_TOKEN = { message: 'Invalid Webhook Token', code: 50027 };

const post = (url: string, body: string = '{"content":"x"}', headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

const formOf = (fields: Record<string, string | Blob>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

/** As `Transfer-Encoding: chunked` has it. */
const chunk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

describe('the webhook URL refuses as Discord does', () => {
  let doors: Doors;
  let source: RegisteredSource;

  beforeAll(async () => {
    doors = await openDoors();
    source = await doors.register();
  });
  afterAll(() => doors.close());

  const at = (path: string): string => `${doors.url}${path}`;
  const postForm = (form: FormData, url = source.webhookUrl) => fetch(url, { method: 'POST', body: form });

  it.each<[string, (source: RegisteredSource) => string, number, object]>([
    ['a wrong token', ({ id }) => `/api/webhooks/${id}/${'x'.repeat(68)}`, 401, INVALID_TOKEN],
    ['no such source', ({ token }) => `/api/webhooks/123456789012345678/${token}`, 401, INVALID_TOKEN],
    [
      'an id that is none',
      ({ token }) => `/api/webhooks/abc/${token}`,
      404,
      { message: 'Unknown Webhook', code: 10015 },
    ],
    [
      'a version that is none',
      ({ id, token }) => `/api/latest/webhooks/${id}/${token}`,
      404,
      { message: 'Unknown Webhook', code: 10015 },
    ],
    ['the wrong token for Slack', ({ id }) => `/api/webhooks/${id}/nope/slack`, 401, INVALID_TOKEN],
    ['the wrong token for GitHub', ({ id }) => `/api/v10/webhooks/${id}/nope/github`, 401, INVALID_TOKEN],
  ])('%s', async (_what, path, status, body) => {
    const response = await post(at(path(source)));
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(body);
  });

  it.each(['', '/v6', '/v9', '/v10'])('at /api%s a right one is taken', async (version) => {
    expect((await post(at(`/api${version}/webhooks/${source.id}/${source.token}`))).status).toBe(204);
  });

  it.each(['proposed', 'suspended', 'retired'] as const)('a %s source, saying what to do', async (status) => {
    const closed = await doors.register({ status });
    for (const response of [await post(closed.webhookUrl), await fetch(closed.webhookUrl)]) {
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ code: 50013, message: expect.stringContaining(status) });
    }
    expect(await doors.stored(closed.id)).toEqual([]);
  });

  it.each<[string, string, number]>([
    ['broken JSON', '{"content":', 50109],
    ['nothing said', '{}', 50006],
    ['no body', '', 50006],
    ['a list', '[]', 50035],
    ['embeds that are none', '{"embeds":[5]}', 50035],
    ['deep JSON', `{"embeds":${'['.repeat(5000)}${']'.repeat(5000)}}`, 50109],
    ['a prototype', '{"__proto__":{"content":"x"}}', 50109],
  ])('%s', async (_what, body, code) => {
    const response = await post(source.webhookUrl, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code });
  });

  it('a body too large', async () => {
    const response = await post(source.webhookUrl, JSON.stringify({ content: 'x'.repeat(10_000_000) }));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ code: 40005, message: 'Request entity too large' });
  });

  it('a type that it does not take', async () => {
    const response = await post(source.webhookUrl, '<x/>', { 'content-type': 'application/xml' });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: 0, message: expect.any(String) });
  });

  it('GitHub without an event', async () => {
    const response = await post(`${source.webhookUrl}/github`, '{}');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 50035, errors: { event: {} } });
  });

  it('an empty Slack message', async () => {
    expect(await (await post(`${source.webhookUrl}/slack`, '{"text":""}')).json()).toMatchObject({
      code: 50006,
    });
  });

  it('a change of the webhook itself', async () => {
    for (const method of ['PATCH', 'DELETE']) {
      const response = await fetch(source.webhookUrl, { method });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 50013 });
    }
  });

  it('more than the rate of the source, with headers that clients pause by', async () => {
    const slow = await doors.register({ rateLimitPerMinute: 1 });
    const first = await post(slow.webhookUrl);
    expect(first.status).toBe(204);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'x-ratelimit-limit': '1',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': expect.stringMatching(/^\d{10}\.\d{3}$/),
      'x-ratelimit-reset-after': expect.stringMatching(/^\d{2}\.\d{3}$/),
      'x-ratelimit-bucket': expect.any(String),
    });
    const second = await post(slow.webhookUrl);
    expect(second.status).toBe(429);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(50);
    const body = (await second.json()) as { retry_after: number };
    expect(body).toEqual({
      message: 'You are being rate limited.',
      retry_after: expect.any(Number),
      global: false,
    });
    expect(body.retry_after).toBeGreaterThan(50);
    expect(body.retry_after).toBeLessThanOrEqual(60);
  });

  it('guesses without end', async () => {
    const url = at(`/api/webhooks/${source.id}/guess`);
    const from = { 'x-forwarded-for': '203.0.113.77' };
    const answers = await Promise.all(Array.from({ length: 70 }, () => post(url, '{}', from)));
    const limited = answers.find(({ status }) => status === 429);
    expect(await limited?.json()).toMatchObject({ retry_after: expect.any(Number), global: false });
  });

  it.each<[string, Error, number, object]>([
    [
      'an outage',
      new DomainError('unavailable', 'database_unavailable', 'Try again.', { retryAfterSeconds: 3 }),
      503,
      { message: 'Try again.', code: 0 },
    ],
    [
      'a defect, of which it tells nothing',
      new Error('secret of the inside'),
      500,
      { message: expect.stringContaining('correlation id'), code: 0 },
    ],
  ])('%s', async (_what, error, status, body) => {
    const accept = jest.spyOn(doors.app.get(Intake), 'accept').mockRejectedValueOnce(error);
    const response = await post(source.webhookUrl);
    accept.mockRestore();
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(status === 503 ? '3' : null);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toEqual(body);
  });

  describe('forms', () => {
    it.each<[string, () => FormData, number, number]>([
      ['with broken JSON', () => formOf({ payload_json: '{' }), 400, 50109],
      ['with deep JSON', () => formOf({ payload_json: '['.repeat(1000) }), 400, 50109],
      ['that say nothing', () => formOf({ username: 'x' }), 400, 50006],
      ['with a field too long', () => formOf({ content: 'x'.repeat(300 * 1024) }), 413, 40005],
      [
        'with too many fields',
        () => formOf(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, 'x']))),
        413,
        40005,
      ],
      [
        'with too many files',
        () =>
          formOf(Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`files[${n}]`, new Blob(['x'])]))),
        413,
        40005,
      ],
      ['over 25 MiB', () => formOf({ file: new Blob([new Uint8Array(26 * 1024 * 1024)]) }), 413, 40005],
    ])('%s', async (_what, form, status, code) => {
      const response = await postForm(form());
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ code });
    });

    it('that only claim to be some', async () => {
      for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
        const response = await post(source.webhookUrl, 'not a form at all', { 'content-type': type });
        expect(response.status).toBe(400);
        expect(await response.json()).toMatchObject({ code: 50035, message: 'Invalid Form Body' });
      }
    });

    it('over 25 MiB that do not say so first', async () => {
      const head = `POST /api/webhooks/${source.id}/${source.token} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n`;
      const start = Buffer.from('--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n');
      const body = Array.from({ length: 27 }, () => chunk(Buffer.alloc(1024 * 1024)));
      const answer = await sendRaw(
        Number(new URL(doors.url).port),
        Buffer.concat([Buffer.from(head), chunk(start), ...body, Buffer.from('0\r\n\r\n')]),
      );
      expect(answer.status).toBe(413);
      expect(answer.body).toContain('40005');
    });

    it('that end early', async () => {
      const body = '--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nabc';
      const head = `POST /api/webhooks/${source.id}/${source.token} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${body.length}\r\n\r\n`;
      const answer = await sendRaw(Number(new URL(doors.url).port), head + body);
      expect(answer.status).toBe(400);
      expect(answer.body).toContain('50035');
    });

    it('by nobody known, before they are read', async () => {
      const url = at(`/api/webhooks/${source.id}/wrong`);
      expect((await postForm(formOf({ content: 'x' }), url)).status).toBe(401);
    });
  });

  it('stores what is hostile as it came', async () => {
    const foul = `@everyone <script>alert(1)</script> '; DROP TABLE signals; -- \u202Egnp`;
    const victim = await doors.register();
    const form = formOf({ payload_json: JSON.stringify({ content: foul }) });
    form.append('files[0]', new Blob(['x']), '"../../etc/passwd\u0000<b>.png');
    expect((await postForm(form, victim.webhookUrl)).status).toBe(200);
    const [stored] = await doors.stored(victim.id);
    expect(stored).toMatchObject({ text: foul });
    expect(JSON.stringify(stored)).not.toContain('\\u0000');
  });
});
