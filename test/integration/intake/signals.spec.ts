import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Metrics } from '#platform';
import { openDoors, type Doors } from '../../support/doors.js';
import { aFlag, bearer, postJson, type Problem, type Sender } from '../../support/native-door.js';

interface Receipt {
  signalId: string;
  ticketId: string;
  ticketNumber: number;
  duplicate: boolean;
}

const problemOf = async (response: Response): Promise<Problem> => (await response.json()) as Problem;

/** Signals by their labels, as `/metrics` counts them. */
const counted = async (doors: Doors, labels: string): Promise<number> => {
  const text = await doors.app.get(Metrics).registry.metrics();
  const line = text.split('\n').find((at) => at.startsWith(`docket_signals_total{${labels}}`));
  return Number(line?.split(' ')[1] ?? 0);
};

describe('POST /v1/guilds/{guildId}/signals', () => {
  let doors: Doors;
  let source: Sender;

  beforeAll(async () => {
    doors = await openDoors();
    source = await doors.register();
  });
  afterAll(() => doors.close());

  const address = (guildId = doors.guildId): string => `${doors.url}/v1/guilds/${guildId}/signals`;
  const post = (body: unknown, headers: Record<string, string> = bearer(source.token), guildId?: string) =>
    postJson(address(guildId), JSON.stringify(body), headers);

  it('answers a receipt, and the signal and its ticket are there', async () => {
    const response = await post(aFlag({ externalId: 'first-1', text: 'Buy gold', data: { score: 3 } }));
    expect(response.status).toBe(202);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const receipt = (await response.json()) as Receipt;
    expect(receipt).toEqual({
      signalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ticketId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ticketNumber: expect.any(Number),
      stream: expect.any(String),
      status: expect.any(String),
      duplicate: false,
    });
    const [stored] = (await doors.stored(source.id)).filter((row) => row.externalId === 'first-1');
    expect(stored).toMatchObject({
      ticketId: receipt.ticketId,
      kind: 'flag',
      category: 'spam',
      text: 'Buy gold',
      subjectId: '80351110224678912',
      data: { score: 3 },
    });
  });

  it('I2: answers the same external id with the first ticket', async () => {
    const first = (await (await post(aFlag({ externalId: 'twice' }))).json()) as Receipt;
    const again = await post(aFlag({ externalId: 'twice', text: 'said otherwise' }));
    expect(again.status).toBe(202);
    expect(await again.json()).toMatchObject({ ...first, duplicate: true });
    expect((await doors.stored(source.id)).filter((row) => row.externalId === 'twice')).toHaveLength(1);
  });

  it('takes webhook-id for the external id when the body has none', async () => {
    const headers = { ...bearer(source.token), 'webhook-id': 'msg_bearer' };
    expect(await (await post(aFlag(), headers)).json()).toMatchObject({ duplicate: false });
    expect(await (await post(aFlag(), headers)).json()).toMatchObject({ duplicate: true });
    const own = await post(aFlag({ externalId: 'of-the-body' }), headers);
    expect(await own.json()).toMatchObject({ duplicate: false });
  });

  it.each(['x'.repeat(201), 'with space', 'ünicode'])(
    'refuses a webhook-id that cannot be one: %s',
    async (id) => {
      const response = await post(aFlag(), { ...bearer(source.token), 'webhook-id': id });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'invalid_webhook_id' });
    },
  );

  describe('asks who sends', () => {
    it.each<[string, () => Record<string, string>, number, string]>([
      ['nobody', () => ({}), 401, 'credentials_missing'],
      ['another scheme', () => ({ authorization: 'Basic dTpw' }), 401, 'credentials_missing'],
      ['a made-up token', () => bearer('x'.repeat(68)), 401, 'wrong_credentials'],
      ['a token a character short', () => bearer(source.token.slice(1)), 401, 'wrong_credentials'],
      ['a token of odd characters', () => bearer("'; DROP TABLE sources; --"), 401, 'credentials_missing'],
      [
        'a token for another source than named',
        () => ({ ...bearer(source.token), 'docket-source': '1' }),
        400,
        'source_mismatch',
      ],
    ])('%s', async (_who, headers, status, code) => {
      const response = await post(aFlag(), headers());
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ code });
      expect(response.headers.has('www-authenticate')).toBe(status === 401);
    });

    it('and takes its own source header', async () => {
      const headers = { ...bearer(source.token), 'docket-source': source.id };
      expect((await post(aFlag(), headers)).status).toBe(202);
    });

    it("keeps another guild's token out, and tells nothing of either", async () => {
      const elsewhere = await doors.register({ guildId: doors.otherGuildId });
      const wrong = await post(aFlag(), bearer(elsewhere.token));
      const unknown = await post(aFlag(), bearer(source.token), '999999999999999999');
      expect(wrong.status).toBe(401);
      expect(unknown.status).toBe(401);
      const [one, other] = [await problemOf(wrong), await problemOf(unknown)];
      expect([one.code, one.detail]).toEqual([other.code, other.detail]);
      expect(await doors.stored(elsewhere.id)).toEqual([]);
    });

    it.each(['abc', '1', '%00', "1' OR '1'='1", '0'.repeat(150)])('refuses guild %j', async (guildId) => {
      const response = await post(aFlag(), bearer(source.token), encodeURIComponent(guildId));
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'invalid_path' });
    });

    it('takes a service with the scope, which names the source', async () => {
      const token = await doors.serviceToken(['signals:write']);
      const named = { ...bearer(token), 'docket-source': source.id };
      expect((await post(aFlag({ text: 'by a service' }), named)).status).toBe(202);
      expect(await problemOf(await post(aFlag(), bearer(token)))).toMatchObject({
        status: 400,
        code: 'source_missing',
      });
      const stranger = await doors.register({ guildId: doors.otherGuildId });
      const foreign = await post(aFlag(), { ...bearer(token), 'docket-source': stranger.id });
      expect(await problemOf(foreign)).toMatchObject({ status: 404, code: 'unknown_source' });
    });

    it('and no service without it', async () => {
      const token = await doors.serviceToken(['tickets:read']);
      const response = await post(aFlag(), { ...bearer(token), 'docket-source': source.id });
      expect(await problemOf(response)).toMatchObject({ status: 403, code: 'scope_missing' });
    });

    it.each(['proposed', 'suspended', 'retired'] as const)(
      'takes nothing from a %s source',
      async (status) => {
        const closed = await doors.register({ status });
        const response = await post(aFlag(), bearer(closed.token));
        expect(await problemOf(response)).toMatchObject({ status: 403, code: `source_${status}` });
        expect(await doors.stored(closed.id)).toEqual([]);
      },
    );
  });

  it('counts what it refuses', async () => {
    const flags = 'kind="flag",source_kind="webhook",result="refused"';
    const unknown = 'kind="unknown",source_kind="webhook",result="refused"';
    const before = [await counted(doors, flags), await counted(doors, unknown)] as const;
    await post(aFlag({ text: 5 }));
    await post({ kind: 'rumour' });
    await post([]);
    expect([await counted(doors, flags), await counted(doors, unknown)]).toEqual([
      before[0] + 1,
      before[1] + 2,
    ]);
  });

  it('answers 429 past the rate of the source, and says when to come back', async () => {
    const slow = await doors.register({ rateLimitPerMinute: 2 });
    const first = await post(aFlag(), bearer(slow.token));
    expect(first.headers.get('ratelimit-policy')).toBe('"source";q=2;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"source";r=1;t=\d+$/);
    await post(aFlag(), bearer(slow.token));
    const third = await post(aFlag(), bearer(slow.token));
    expect(third.status).toBe(429);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(20);
    expect(third.headers.get('ratelimit')).toMatch(/^"source";r=0;/);
    expect(await third.json()).toMatchObject({ code: 'source_rate_limited', limitPerMinute: 2 });
    expect((await post(aFlag())).status).toBe(202);
  });

  it('answers 429 after many wrong credentials, while right ones still pass', async () => {
    const from = { 'x-forwarded-for': '203.0.113.9' };
    const wrong = () => post(aFlag(), { ...bearer('y'.repeat(68)), ...from });
    const answers = await Promise.all(Array.from({ length: 70 }, wrong));
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toEqual(new Set([401, 429]));
    expect(await problemOf(await wrong())).toMatchObject({ code: 'too_many_failed_entries' });
    expect((await post(aFlag(), { ...bearer(source.token), ...from })).status).toBe(202);
  });
});
