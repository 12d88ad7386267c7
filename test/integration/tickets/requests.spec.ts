import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { type Caller, createTicketsApi, type TicketsApi } from '../../support/tickets-api.js';

let app: TestApp;
let api: TicketsApi;
let moderator: Caller;
let id: string;

beforeAll(async () => {
  app = await startTestApi();
  api = await createTicketsApi(app);
  moderator = await api.person();
  id = (await api.insert({}))[0]!.id;
});
afterAll(() => app.close());

const READS = [
  '/tickets',
  '/queue/depth',
  '/tickets/1',
  '/tickets/1/events',
  '/tickets/1/signals',
  '/tickets/1/similar',
];
const COMMANDS = [
  'claim',
  'renew',
  'release',
  'handover',
  'wait',
  'escalate',
  'deescalate',
  'resolve',
  'reopen',
  'note',
  'reply',
  'tag',
  'category',
  'priority',
  'merge',
  'split',
];

describe('who may', () => {
  it.each(READS)('read %s: moderators, and services that read', async (path) => {
    const full = `/v1/guilds/${api.guild.guildId}${path}`;
    expect((await call(app, 'GET', full, null)).status).toBe(401);
    expect((await call(app, 'GET', full, 'dkt_nonsense')).status).toBe(401);
    const member = await api.person('member');
    expect((await member.get(path)).status).toBe(403);
    expect((await api.as(await api.guild.service('signals:write')).get(path)).status).toBe(403);
    for (const scope of ['tickets:read', 'tickets:write', 'guild:admin'] as const) {
      expect((await api.as(await api.guild.service(scope)).get(path)).status).toBe(200);
    }
    expect((await moderator.get(path)).status).toBe(200);
    const stranger = await createTicketsApi(app);
    expect((await call(app, 'GET', full, stranger.guild.adminToken)).status).toBe(401);
  });

  it.each(COMMANDS)('%s: moderators, and services that write', async (command) => {
    const path = `/tickets/${id}/${command}`;
    const full = `/v1/guilds/${api.guild.guildId}${path}`;
    expect((await call(app, 'POST', full, null, {})).status).toBe(401);
    expect((await (await api.person('member')).post(path, {})).status).toBe(403);
    for (const scope of ['tickets:read', 'signals:write'] as const) {
      expect((await api.as(await api.guild.service(scope)).post(path, {})).status).toBe(403);
    }
  });
});

describe('a bad query', () => {
  it.each([
    ['stream=reviews', 'stream'],
    ['stream=review,', 'stream'],
    ['stream=', 'stream'],
    ['status=all', 'status'],
    ['status=open&status=closed', 'status'],
    ['owner=you', 'owner'],
    ['owner=12', 'owner'],
    ['kind=complaint', 'kind'],
    ['category=Not%20One', 'category'],
    ['subject=a%20b', 'subject'],
    ['subject=a%00b', 'subject'],
    ['subject=a&subject=b', 'subject'],
    ['reporter=%E2%80%AE', 'reporter'],
    ['source=abc', 'source'],
    ['tag=Loud', 'tag'],
    [`tag=${Array.from({ length: 21 }, (_, i) => `t${i}`).join()}`, 'tag'],
    ['since=yesterday', 'since'],
    ['since=2026-02-30T00:00:00Z', 'since'],
    ['until=2026-01-01', 'until'],
    ['order=random', 'order'],
    ['order=queue&order=newest', 'order'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=ten', 'limit'],
    ['cursor=!!', 'cursor'],
    ['colour=red', 'colour'],
    ['stream[]=review', 'stream[]'],
  ])('is refused with its name: %s', async (query, path) => {
    const { status, body } = await moderator.get(`/tickets?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'invalid_query',
      errors: expect.arrayContaining([{ path, message: expect.any(String) }]),
    });
  });

  it.each([
    ['order=queue&status=resolved', 'order_needs_unresolved'],
    ['cursor=AAAA', 'bad_cursor'],
    [`cursor=${Buffer.from('["tickets/queue/x",null,1e999,"x","y"]').toString('base64url')}`, 'bad_cursor'],
  ])('is refused: %s', async (query, code) => {
    const { status, body } = await moderator.get(`/tickets?${query}`);
    expect({ status, code: body['code'] }).toEqual({ status: 400, code });
  });

  it('asks a service for whom it means by me', async () => {
    const service = api.as(await api.guild.service('tickets:read'));
    const { status, body } = await service.get('/tickets?owner=me');
    expect({ status, code: body['code'] }).toEqual({ status: 400, code: 'invalid_query' });
    expect((await moderator.get('/tickets?owner=me,none')).status).toBe(200);
  });

  it.each([
    ['/tickets/1/events?after=x', 'invalid_query'],
    ['/tickets/1/events?after=9999999999999999999', 'invalid_query'],
    ['/tickets/1/signals?cursor=AAAA', 'bad_cursor'],
    ['/tickets/1/similar?limit=51', 'invalid_query'],
    ['/tickets/1/similar?cursor=AAAA', 'invalid_query'],
  ])('is refused: %s', async (path, code) => {
    const { status, body } = await moderator.get(path);
    expect({ status, code: body['code'] }).toEqual({ status: 400, code });
  });

  it.each([
    ['0'],
    ['-1'],
    ['99999999999'],
    ['2147483648'],
    ['1e3'],
    ['%00'],
    ['..'],
    ['%2e%2e'],
    ["1'--"],
    ['null'],
  ])('finds no ticket called %s', async (name) => {
    const { status } = await moderator.get(`/tickets/${name}`);
    expect(status).toBe(name.includes('..') || name.includes('%2e') ? status : 404);
    expect([404, 401]).toContain(status);
  });
});

describe('a bad body', () => {
  const V = { version: 4 };
  it.each<[string, unknown, string]>([
    ['claim', { version: '4' }, 'version'],
    ['claim', { version: null }, 'version'],
    ['claim', { version: 4, to: 'me' }, 'to'],
    ['renew', { version: 1.5 }, 'version'],
    ['release', { version: 0 }, 'version'],
    ['release', { version: 2_147_483_648 }, 'version'],
    ['handover', V, 'to'],
    ['handover', { ...V, to: 12 }, 'to'],
    ['handover', { ...V, to: "12'; --" }, 'to'],
    ['wait', V, 'for'],
    ['wait', { ...V, for: 'weather' }, 'for'],
    ['wait', { ...V, for: 'time', until: 'tomorrow' }, 'until'],
    ['wait', { ...V, for: 'time', until: 1_800_000_000 }, 'until'],
    ['wait', { ...V, for: 'member', reason: ' ' }, 'reason'],
    ['escalate', V, 'reason'],
    ['escalate', { ...V, reason: 'x'.repeat(1001) }, 'reason'],
    ['escalate', { reason: 'r' }, 'version'],
    ['deescalate', { ...V, reason: ['r'] }, 'reason'],
    ['reopen', { ...V, reason: '' }, 'reason'],
    ['resolve', { ...V, reason: 'r' }, 'outcome'],
    ['resolve', { ...V, outcome: 'done', reason: 'r' }, 'outcome'],
    ['resolve', { ...V, outcome: 'spam' }, 'reason'],
    ['resolve', { outcome: 'spam', reason: 'r' }, 'version'],
    ['resolve', { ...V, outcome: 'spam', reason: 'r', actions: {} }, 'actions'],
    ['resolve', { ...V, outcome: 'spam', reason: 'r', actions: [1] }, 'actions[0]'],
    [
      'resolve',
      { ...V, outcome: 'spam', reason: 'r', actions: Array.from({ length: 21 }, () => ({})) },
      'actions',
    ],
    ['resolve', { ...V, outcome: 'spam', reason: 'r', actions: [{ type: 'slap' }] }, 'actions[0].type'],
    ['resolve', { ...V, outcome: 'spam', reason: 'r', actions: [{ type: 'ban' }] }, 'actions[0].subjectId'],
    [
      'resolve',
      {
        ...V,
        outcome: 'spam',
        reason: 'r',
        actions: [{ type: 'ban', subjectId: '500000000000000001', durationSeconds: -1 }],
      },
      'actions[0].durationSeconds',
    ],
    [
      'resolve',
      {
        ...V,
        outcome: 'spam',
        reason: 'r',
        actions: [{ type: 'ban', subjectId: '500000000000000001', id: 'x' }],
      },
      'actions[0].id',
    ],
    ['resolve', { ...V, outcome: 'spam', reason: 'r', waiver: '' }, 'waiver'],
    ['note', {}, 'text'],
    ['note', { text: 'x'.repeat(4001) }, 'text'],
    ['note', { text: { a: 1 } }, 'text'],
    ['reply', { ...V, text: 'x'.repeat(2001) }, 'text'],
    ['reply', { text: 'Hi.' }, 'version'],
    ['tag', { ...V, add: 'x' }, 'add'],
    ['tag', { ...V, add: ['Loud'] }, 'add'],
    ['tag', { ...V, remove: [1] }, 'remove'],
    ['tag', { ...V, add: Array.from({ length: 21 }, (_, i) => `t${i}`) }, 'add'],
    ['category', { ...V, category: 'Not One' }, 'category'],
    ['priority', { ...V, priority: 101, reason: 'r' }, 'priority'],
    ['priority', { ...V, priority: 1.5, reason: 'r' }, 'priority'],
    ['priority', { ...V, priority: 1 }, 'reason'],
    ['merge', V, 'into'],
    ['merge', { ...V, into: 'that one' }, 'into'],
    ['merge', { ...V, into: -1 }, 'into'],
    ['split', { ...V, title: 't', reason: 'r' }, 'signalIds'],
    ['split', { ...V, signalIds: [], title: 't', reason: 'r' }, 'signalIds'],
    ['split', { ...V, signalIds: ['x'], title: 't', reason: 'r' }, 'signalIds'],
    ['split', { ...V, signalIds: Array(101).fill('x'), title: 't', reason: 'r' }, 'signalIds'],
  ])('of %s is refused with the field: %j', async (command, body, path) => {
    const answer = await moderator.post(`/tickets/${id}/${command}`, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      code: 'invalid_body',
      errors: expect.arrayContaining([{ path, message: expect.any(String) }]),
    });
  });

  it.each(COMMANDS)('of %s may not be a list, a text or another type', async (command) => {
    for (const body of ['[]', '"x"', '5', '{', '[[[[']) {
      expect((await moderator.post(`/tickets/${id}/${command}`, body)).status).toBe(400);
    }
  });

  it('keeps texts as they are, markup and all, and makes broken ones whole', async () => {
    const text = "<b>@everyone</b> `code` \u202Ertl\u200B '; DROP TABLE tickets; --";
    expect((await moderator.post(`/tickets/${id}/note`, { text })).status).toBe(200);
    expect((await moderator.post(`/tickets/${id}/note`, '{"text":"a\\u0000b\\ud800c"}')).status).toBe(200);
    const { body } = await moderator.get<{ items: { payload: { text?: string } }[] }>(
      `/tickets/${id}/events`,
    );
    const texts = body.items.map(({ payload }) => payload.text);
    expect(texts).toEqual([text, 'a\uFFFDb\uFFFDc']);
  });
});
