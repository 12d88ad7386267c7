import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call } from '../../support/call.js';
import { openDoors, type Doors } from '../../support/doors.js';
import { aFlag, postJson, signedHeaders, type Sender } from '../../support/native-door.js';

const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

describe('signed signals', () => {
  let doors: Doors;
  let source: Sender;

  beforeAll(async () => {
    doors = await openDoors();
    source = await doors.register();
  });
  afterAll(() => doors.close());

  const post = (body: string, headers: Record<string, string>, path = 'signals') =>
    postJson(`${doors.url}/v1/guilds/${doors.guildId}/${path}`, body, headers);

  it('are taken, over the bytes as they came', async () => {
    const body = `{ "kind" : "flag",\n "category":"spam", "subject":{"type":"user","id":"1"}, "text":"ünï 😀" }`;
    const response = await post(body, signedHeaders(source, body));
    expect(response.status).toBe(202);
    expect((await doors.stored(source.id)).at(-1)).toMatchObject({ text: 'ünï 😀' });
  });

  it('are one signal when replayed: webhook-id is the external id', async () => {
    const body = JSON.stringify(aFlag());
    const headers = signedHeaders(source, body, { id: 'msg_replayed' });
    const first = (await (await post(body, headers)).json()) as object;
    expect(await (await post(body, headers)).json()).toEqual({ ...first, duplicate: true });
  });

  it('are taken in batches', async () => {
    const body = JSON.stringify({ signals: [aFlag({ externalId: 'sb-1' }), aFlag({ externalId: 'sb-2' })] });
    const response = await post(body, signedHeaders(source, body), 'signals/batch');
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ results: [{ duplicate: false }, { duplicate: false }] });
  });

  const forged: [string, (body: string) => Record<string, string>, number, string][] = [
    [
      'signed with another secret',
      (body) => signedHeaders({ ...source, signingSecret: `whsec_${btoa('not the secret of it')}` }, body),
      401,
      'wrong_credentials',
    ],
    ['signed for another body', () => signedHeaders(source, '{}'), 401, 'wrong_credentials'],
    [
      'with a moved timestamp',
      (body) => ({
        ...signedHeaders(source, body, { at: minutesAgo(60) }),
        'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      }),
      401,
      'wrong_credentials',
    ],
    [
      'under another id',
      (body) => ({ ...signedHeaders(source, body), 'webhook-id': 'msg_other' }),
      401,
      'wrong_credentials',
    ],
    [
      'of a source that is not there',
      (body) => ({ ...signedHeaders(source, body), 'docket-source': '123456789012345678' }),
      401,
      'wrong_credentials',
    ],
    [
      'with rubbish for a signature',
      (body) => ({ ...signedHeaders(source, body), 'webhook-signature': 'v1,%%% v1, v9,x' }),
      401,
      'wrong_credentials',
    ],
    [
      'older than the window',
      (body) => signedHeaders(source, body, { at: minutesAgo(6) }),
      401,
      'signature_outside_window',
    ],
    [
      'by a clock that runs ahead',
      (body) => signedHeaders(source, body, { at: minutesAgo(-6) }),
      401,
      'signature_outside_window',
    ],
    [
      'without the timestamp',
      (body) => ({ ...signedHeaders(source, body), 'webhook-timestamp': '' }),
      401,
      'credentials_missing',
    ],
    [
      'without naming the source',
      (body) => ({ ...signedHeaders(source, body), 'docket-source': '' }),
      400,
      'source_missing',
    ],
  ];
  it.each(forged)('are refused %s', async (_how, headers, status, code) => {
    const body = JSON.stringify(aFlag({ externalId: `forged-${_how}` }));
    const response = await post(body, headers(body));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
    const stored = (await doors.stored(source.id)).map((row) => row.externalId);
    expect(stored).not.toContain(`forged-${_how}`);
  });

  it('are taken by clocks that are a little off', async () => {
    for (const minutes of [4, -4]) {
      const body = JSON.stringify(aFlag());
      expect((await post(body, signedHeaders(source, body, { at: minutesAgo(minutes) }))).status).toBe(202);
    }
  });

  it('are taken with the old secret and the new while it is being rotated', async () => {
    const rotated = await doors.register();
    const path = `/v1/guilds/${doors.guildId}/sources/${rotated.id}/signing-secret`;
    const { body: answer } = await call<{ signingSecret: string }>(doors, 'POST', path, doors.adminToken);
    expect(answer.signingSecret).not.toBe(rotated.signingSecret);
    for (const signingSecret of [rotated.signingSecret, answer.signingSecret]) {
      const body = JSON.stringify(aFlag());
      expect((await post(body, signedHeaders({ id: rotated.id, signingSecret }, body))).status).toBe(202);
    }
  });

  it("never count for another guild's source", async () => {
    const elsewhere = await doors.register({ guildId: doors.otherGuildId });
    const body = JSON.stringify(aFlag());
    expect((await post(body, signedHeaders(elsewhere, body))).status).toBe(401);
  });
});
