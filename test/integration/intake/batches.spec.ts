import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDoors, type Doors } from '../../support/doors.js';
import { aFlag, bearer, postJson, type Sender } from '../../support/native-door.js';

interface Results {
  results: { signalId?: string; ticketId?: string; duplicate?: boolean; code?: string; errors?: unknown }[];
}

describe('POST /v1/guilds/{guildId}/signals/batch', () => {
  let doors: Doors;
  let source: Sender;

  beforeAll(async () => {
    doors = await openDoors();
    source = await doors.register();
  });
  afterAll(() => doors.close());

  const postText = (body: string, token = source.token) =>
    postJson(`${doors.url}/v1/guilds/${doors.guildId}/signals/batch`, body, bearer(token));
  const post = (signals: unknown, token?: string) => postText(JSON.stringify({ signals }), token);

  it('answers each in order, and a bad one stops no other', async () => {
    const response = await post([
      aFlag({ externalId: 'b-0' }),
      { kind: 'flag', category: 'Not A Category', subject: { type: 'user' } },
      aFlag({ externalId: 'b-2' }),
      null,
      'text',
      aFlag({ externalId: 'b-0' }),
      { ...aFlag(), ['__id']: 1 },
    ]);
    expect(response.status).toBe(202);
    const { results } = (await response.json()) as Results;
    expect(results.map(({ code, duplicate }) => code ?? duplicate)).toEqual([
      false,
      'invalid_signal',
      false,
      'invalid_signal',
      'invalid_signal',
      true,
      'invalid_signal',
    ]);
    expect(results[1]).toMatchObject({
      status: 400,
      errors: expect.arrayContaining([
        { path: 'subject.id', message: 'is required' },
        { path: 'category', message: expect.stringContaining('lower-case words') },
      ]),
    });
    expect(results[5]!.ticketId).toBe(results[0]!.ticketId);
    const stored = (await doors.stored(source.id)).map((row) => row.externalId);
    expect(new Set(stored)).toEqual(new Set(['b-0', 'b-2']));
    expect(stored).toHaveLength(2);
  });

  it('takes 500, and none', async () => {
    const busy = await doors.register();
    const many = Array.from({ length: 500 }, (_, n) => aFlag({ externalId: `many-${n}` }));
    const { results } = (await (await post(many, busy.token)).json()) as Results;
    expect(results.filter(({ duplicate }) => duplicate === false)).toHaveLength(500);
    expect(await (await post([])).json()).toEqual({ results: [] });
  });

  it.each<[string, string, string]>([
    ['501 signals', JSON.stringify({ signals: Array.from({ length: 501 }, () => ({})) }), 'signals'],
    ['no list', '{"signals":{}}', 'signals'],
    ['a bare list', '[]', 'signals'],
    ['nothing', '{}', 'signals'],
    ['a text', '"signals"', 'signals'],
    ['null', 'null', 'signals'],
    ['no body', '', 'signals'],
    ['a field too many', '{"signals":[],"guild":1}', 'guild'],
  ])('refuses %s', async (_what, body, path) => {
    const response = await postText(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_body', errors: [{ path }] });
  });

  it('takes as many as the rate allows, the first ones, and refuses the rest one by one', async () => {
    const slow = await doors.register({ rateLimitPerMinute: 3 });
    const five = [0, 1, 2, 3, 4].map((n) => aFlag({ externalId: `slow-${n}` }));
    const response = await post(five, slow.token);
    expect(response.status).toBe(202);
    const { results } = (await response.json()) as Results;
    expect(results.map(({ code }) => code)).toEqual([
      undefined,
      undefined,
      undefined,
      'source_rate_limited',
      'source_rate_limited',
    ]);
    expect(results[3]).toMatchObject({ status: 429, retryAfterSeconds: expect.any(Number) });
    const next = await post(five.slice(3), slow.token);
    expect(next.status).toBe(429);
    expect(next.headers.has('retry-after')).toBe(true);
  });

  it('needs a login', async () => {
    expect((await post([aFlag()], 'z'.repeat(68))).status).toBe(401);
  });

  it('bounds the body at 8 MiB', async () => {
    const large = { ...aFlag(), text: 'x'.repeat(100_000) };
    const sevenMb = JSON.stringify({ signals: Array.from({ length: 70 }, () => large) });
    expect((await postText(sevenMb)).status).toBe(202);
    const nineMb = JSON.stringify({ signals: Array.from({ length: 90 }, () => large) });
    const response = await postText(nineMb);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'body_too_large' });
  });
});
