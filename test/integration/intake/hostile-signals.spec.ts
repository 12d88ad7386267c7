import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDoors, type Doors } from '../../support/doors.js';
import { aFlag, bearer, postJson, type Problem, type Sender } from '../../support/native-door.js';
import { rawRequest, sendRaw } from '../../support/raw-http.js';

const USER = { type: 'user', id: '80351110224678912' };

describe('hostile signals', () => {
  let doors: Doors;
  let source: Sender;

  beforeAll(async () => {
    doors = await openDoors();
    source = await doors.register();
  });
  afterAll(() => doors.close());

  const path = (): string => `/v1/guilds/${doors.guildId}/signals`;
  const postText = (body: string, headers: Record<string, string> = {}) =>
    postJson(`${doors.url}${path()}`, body, { ...bearer(source.token), ...headers });
  const post = (body: unknown) => postText(JSON.stringify(body));

  it.each<[string, unknown, string]>([
    ['no fields', {}, 'kind'],
    ['a list', [aFlag()], ''],
    ['null', null, ''],
    ['a number', 5, ''],
    ['a text', 'flag', ''],
    ['an unknown kind', aFlag({ kind: 'rumour' }), 'kind'],
    ['a kind of another type', aFlag({ kind: ['flag'] }), 'kind'],
    ['a category with spaces', aFlag({ category: 'hate speech' }), 'category'],
    ['a subject as text', aFlag({ subject: '80351110224678912' }), 'subject'],
    ['an id as a number', aFlag({ subject: { type: 'user', id: 80351110224678912 } }), 'subject.id'],
    ['a subject with more', aFlag({ subject: { ...USER, admin: true } }), 'subject.admin'],
    ['a confidence above 1', aFlag({ confidence: 1.01 }), 'confidence'],
    ['a confidence in words', aFlag({ confidence: '0.5' }), 'confidence'],
    ['a text too long', aFlag({ text: 'x'.repeat(4001) }), 'text'],
    ['an unknown field', aFlag({ guildId: '1' }), 'guildId'],
    ['a link of another scheme', aFlag({ links: ['javascript:alert(1)'] }), 'links[0]'],
    ['links without end', aFlag({ links: Array.from({ length: 21 }, () => 'https://a.example') }), 'links'],
    [
      'an attachment without an address',
      aFlag({ attachments: [{ filename: '../../etc/passwd' }] }),
      'attachments[0].url',
    ],
    ['a time in no zone', aFlag({ occurredAt: '2026-08-01 12:00' }), 'occurredAt'],
    ['a time in seconds', aFlag({ occurredAt: 1785585600 }), 'occurredAt'],
    ['a time of next year', aFlag({ occurredAt: '2039-01-01T00:00:00Z' }), 'occurredAt'],
    ['data as a list', aFlag({ data: [] }), 'data'],
    ['data over 16 KiB', aFlag({ data: { blob: 'x'.repeat(17_000) } }), 'data'],
    ['an empty external id', aFlag({ externalId: '' }), 'externalId'],
    ['an external id over 200', aFlag({ externalId: 'x'.repeat(201) }), 'externalId'],
  ])('with %s are refused, and told where', async (_what, body, at) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    const problem = (await response.json()) as Problem;
    expect(problem).toMatchObject({ code: 'invalid_signal', detail: expect.stringMatching(/^The signal/) });
    expect(problem.errors?.map((error) => error.path)).toContain(at);
  });

  it.each<[string, string, number, string]>([
    ['half of JSON', '{"kind":', 400, 'invalid_json'],
    ['deep JSON', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, 'json_too_deep'],
    ['a prototype', '{"__proto__":{"kind":"flag"}}', 400, 'invalid_json'],
    ['a constructor', '{"constructor":{"prototype":{"x":1}}}', 400, 'invalid_json'],
    ['10 MB', JSON.stringify(aFlag({ text: 'x'.repeat(10_000_000) })), 413, 'body_too_large'],
  ])('as %s are refused', async (_what, body, status, code) => {
    const response = await postText(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  it('of data nested to the limit are taken, and one deeper refused', async () => {
    const nested = (depth: number): object => (depth === 1 ? { deep: true } : { in: nested(depth - 1) });
    expect((await post(aFlag({ data: nested(16) }))).status).toBe(202);
    expect((await post(aFlag({ data: nested(17) }))).status).toBe(400);
  });

  it.each([
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ])('as %s are refused', async (type) => {
    const response = await postText('kind=flag', { 'content-type': type });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: 'unsupported_media_type' });
  });

  it('without a type are refused', async () => {
    const { port } = new URL(doors.url);
    const body = JSON.stringify(aFlag());
    const answer = await sendRaw(
      Number(port),
      rawRequest(`POST ${path()}`, { Authorization: `Bearer ${source.token}` }, body),
    );
    expect(answer.status).toBe(415);
  });

  it('in bytes that are no UTF-8 are refused', async () => {
    const { port } = new URL(doors.url);
    const headers = { Authorization: `Bearer ${source.token}`, 'Content-Type': 'application/json' };
    const bytes = Buffer.concat([Buffer.from('{"kind":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const answer = await sendRaw(Number(port), rawRequest(`POST ${path()}`, headers, bytes));
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'invalid_utf8' });
  });

  it('behind a byte order mark are what stands behind it', async () => {
    const { port } = new URL(doors.url);
    const headers = { Authorization: `Bearer ${source.token}`, 'Content-Type': 'application/json' };
    const body = `\uFEFF${JSON.stringify(aFlag())}`;
    const answer = await sendRaw(Number(port), rawRequest(`POST ${path()}`, headers, body));
    expect(answer.status).toBe(202);
  });

  const FOUL: [string, string][] = [
    ['SQL', `'; DROP TABLE signals; -- $1 \\' %s`],
    ['Markdown and pings', '@everyone <@&1> **bold** [x](javascript:alert(1)) ||spoiler|| `code`'],
    ['HTML', `<script>alert(1)</script><img src=x onerror="alert('1')">&amp;`],
    ['right-to-left text', 'abc\u202Egnp.exe\u202C עברית العربية'],
    ['zero-width text', 'a\u200Bb\u200Dc\uFEFFd\u2060'],
    ['many marks', `Z${'\u0301'.repeat(80)}`],
    ['emoji and astral letters', '👩‍👩‍👧‍👦 𝕯𝖔𝖈𝖐𝖊𝖙'],
    ['templates', '{{7*7}} ${7*7} %{7*7} #{7*7}'],
    ['line ends and controls', 'a\r\nSet-Cookie: x\tb\u001B[31m\u0007'],
  ];
  it.each(FOUL)('%s in every text are stored as they came', async (_what, foul) => {
    const externalId = `foul ${foul}`.slice(0, 190);
    const response = await post(
      aFlag({
        externalId,
        text: foul,
        subject: { ...USER, name: foul.slice(0, 100) },
        reporter: { id: '1', name: foul.slice(0, 100) },
        attachments: [{ url: 'https://cdn.example/a.png', filename: foul, contentType: 'image/png' }],
        correlationKey: foul,
        data: { [foul]: [foul, { inner: foul }] },
      }),
    );
    expect(response.status).toBe(202);
    const [stored] = (await doors.stored(source.id)).filter((row) => row.externalId === externalId);
    expect(stored).toMatchObject({
      text: foul,
      subjectName: foul.slice(0, 100),
      reporterName: foul.slice(0, 100),
      attachments: [{ filename: foul }],
      data: { [foul]: [foul, { inner: foul }] },
    });
  });

  it.each<[string, string, string]>([
    ['NUL', 'a\\u0000b', 'a\uFFFDb'],
    ['a lone high surrogate', 'a\\ud83db', 'a\uFFFDb'],
    ['a lone low surrogate', 'a\\udc00b', 'a\uFFFDb'],
  ])('with %s are stored with a replacement character', async (what, written, stored) => {
    const body = JSON.stringify(
      aFlag({ externalId: `unsound ${what}`, text: 'TEXT', data: { KEY: 'TEXT' } }),
    );
    const response = await postText(body.replaceAll('TEXT', written).replaceAll('KEY', written));
    expect(response.status).toBe(202);
    const rows = await doors.stored(source.id);
    expect(rows.find((row) => row.externalId === `unsound ${what}`)).toMatchObject({
      text: stored,
      data: { [stored]: stored },
    });
  });
});
