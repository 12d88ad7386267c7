import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSnowflake } from '#kernel';
import { GuildDirectory } from '#guilds';
import { startTestApi, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { openDatabaseClient, type DatabaseClient } from '../../support/database-client.js';
import { createGuild } from '../../support/guild.js';

let app: TestApp;
let database: DatabaseClient;

beforeAll(async () => {
  app = await startTestApi();
  database = await openDatabaseClient(app.databaseUrl);
});

afterAll(async () => {
  await database.close();
  await app.close();
});

const REFUSED_SLA: readonly [string, unknown, string][] = [
  ['a target for what nobody works', { targets: { auto_resolve: {} } }, 'targets.auto_resolve'],
  ['a target of no time', { targets: { review: { minutes: { low: 0 } } } }, 'targets.review.minutes.low'],
  ['hours that are none', { targets: { review: { hours: 'never' } } }, 'targets.review.hours'],
  ['a day that is none', { staffedHours: { someday: [] } }, 'staffedHours.someday'],
  [
    'a span that ends before it begins',
    { staffedHours: { monday: [{ from: '18:00', to: '02:00' }] } },
    'staffedHours.monday[0].to',
  ],
  [
    'a span of no time',
    { staffedHours: { monday: [{ from: '18:00', to: '18:00' }] } },
    'staffedHours.monday[0].to',
  ],
  [
    'a time that is none',
    { staffedHours: { monday: [{ from: '9:00', to: '18:00' }] } },
    'staffedHours.monday[0].from',
  ],
  [
    'midnight as a beginning',
    { staffedHours: { monday: [{ from: '24:00', to: '24:00' }] } },
    'staffedHours.monday[0].from',
  ],
  [
    'seven spans',
    { staffedHours: { monday: Array.from({ length: 7 }, () => ({ from: '09:00', to: '10:00' })) } },
    'staffedHours.monday',
  ],
  ['a warning at the end', { warnAtPercent: 100 }, 'warnAtPercent'],
  ['pages at once', { paging: { everyMinutes: 0 } }, 'paging.everyMinutes'],
  ['pages for ever', { paging: { repeats: 11 } }, 'paging.repeats'],
];

const newGuildId = () => newSnowflake(Date.now());
const put = (guildId: string, body: unknown, token: string | null = app.adminToken) =>
  call(app, 'PUT', `/v1/guilds/${guildId}`, token, body);

const CLAIMS = {
  auto_resolve: 'optional',
  review: 'optional',
  escalation: 'optional',
  appeal: 'optional',
  support: 'optional',
};

const DAILY = [{ from: '10:00', to: '22:00' }];
const SLA = {
  targets: {
    review: { hours: 'staffed', minutes: { low: 720, normal: 240, high: 60 } },
    escalation: { hours: 'always', minutes: { low: 15, normal: 15, high: 15 } },
    appeal: { hours: 'staffed', minutes: { low: 2_160, normal: 1_440, high: 720 } },
    support: { hours: 'staffed', minutes: { low: 720, normal: 480, high: 240 } },
  },
  staffedHours: {
    monday: DAILY,
    tuesday: DAILY,
    wednesday: DAILY,
    thursday: DAILY,
    friday: DAILY,
    saturday: DAILY,
    sunday: DAILY,
  },
  warnAtPercent: 75,
  paging: { everyMinutes: 10, repeats: 3 },
};

describe('PUT /v1/guilds/{guildId}', () => {
  it('registers a guild, with its counters', async () => {
    const guildId = newGuildId();
    const { status, body } = await put(guildId, { name: ' My community ' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: guildId,
      name: 'My community',
      settings: {
        timeZone: 'UTC',
        ticketPolicy: { claim: CLAIMS, leaseMinutes: 30, decisionHoldDays: 30 },
        sla: SLA,
        stale: {
          review: { remindAfterDays: null, closeAfterDays: null },
          escalation: { remindAfterDays: null, closeAfterDays: null },
          appeal: { remindAfterDays: 7, closeAfterDays: 7 },
          support: { remindAfterDays: 3, closeAfterDays: 4 },
        },
        digest: { hour: 9 },
      },
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      updatedAt: body['createdAt'],
    });
    expect(
      await database.query('SELECT next_ticket_number, last_seq FROM guild_counters WHERE guild_id = $1', [
        guildId,
      ]),
    ).toEqual([{ next_ticket_number: 1, last_seq: '0' }]);
  });

  it('changes what is given and leaves the rest, by an admin of the guild too', async () => {
    const { guildId, adminToken } = await createGuild(app, {
      settings: {
        timeZone: 'Europe/Berlin',
        ticketPolicy: { leaseMinutes: 5, claim: { appeal: 'required' } },
      },
    });
    const renamed = await put(guildId, { name: 'Renamed' }, adminToken);
    expect(renamed.status).toBe(200);
    expect(renamed.body).toMatchObject({
      name: 'Renamed',
      settings: {
        timeZone: 'Europe/Berlin',
        ticketPolicy: { leaseMinutes: 5, decisionHoldDays: 30, claim: { ...CLAIMS, appeal: 'required' } },
      },
    });
    const changed = await put(
      guildId,
      { name: 'Renamed', settings: { ticketPolicy: { decisionHoldDays: 0 } } },
      adminToken,
    );
    expect(changed.body).toMatchObject({
      settings: {
        timeZone: 'Europe/Berlin',
        ticketPolicy: { leaseMinutes: 30, decisionHoldDays: 0, claim: CLAIMS },
      },
    });
  });

  it('registers one guild once, however many do at the same moment', async () => {
    const guildId = newGuildId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(guildId, { name: 'Same' })));
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([...Array(19).fill(200), 201]);
  });

  it.each<[string, unknown, string]>([
    ['no name', {}, 'name'],
    ['a name of nothing', { name: '  ' }, 'name'],
    ['a long name', { name: 'x'.repeat(101) }, 'name'],
    ['a name that is no text', { name: 5 }, 'name'],
    ['null as settings', { name: 'n', settings: null }, 'settings'],
    ['a list of settings', { name: 'n', settings: [] }, 'settings'],
    ['an unknown setting', { name: 'n', settings: { colour: 'red' } }, 'settings.colour'],
    ['an unknown time zone', { name: 'n', settings: { timeZone: 'Mars/Olympus' } }, 'settings.timeZone'],
    ['an offset as time zone', { name: 'n', settings: { timeZone: '+02:00' } }, 'settings.timeZone'],
    ['a time zone that is SQL', { name: 'n', settings: { timeZone: "UTC'; --" } }, 'settings.timeZone'],
    ['a policy of text', { name: 'n', settings: { ticketPolicy: 'off' } }, 'settings.ticketPolicy'],
    [
      'a lease of nothing',
      { name: 'n', settings: { ticketPolicy: { leaseMinutes: 0 } } },
      'settings.ticketPolicy.leaseMinutes',
    ],
    [
      'half a day',
      { name: 'n', settings: { ticketPolicy: { decisionHoldDays: 0.5 } } },
      'settings.ticketPolicy.decisionHoldDays',
    ],
    [
      'a claim policy that is not one',
      { name: 'n', settings: { ticketPolicy: { claim: { review: 'always' } } } },
      'settings.ticketPolicy.claim.review',
    ],
    [
      'a claim policy of null',
      { name: 'n', settings: { ticketPolicy: { claim: { review: null } } } },
      'settings.ticketPolicy.claim.review',
    ],
    [
      'a stream that is not one',
      { name: 'n', settings: { ticketPolicy: { claim: { queue: 'off' } } } },
      'settings.ticketPolicy.claim.queue',
    ],
    [
      'a reminder at once',
      { name: 'n', settings: { stale: { support: { remindAfterDays: 0 } } } },
      'settings.stale.support.remindAfterDays',
    ],
    ['a digest at no hour', { name: 'n', settings: { digest: { hour: 24 } } }, 'settings.digest.hour'],
    ['a constructor', { name: 'n', settings: { constructor: 1 } }, 'settings.constructor'],
    ...REFUSED_SLA.map(([what, sla, path]): [string, unknown, string] => [
      what,
      { name: 'n', settings: { sla } },
      `settings.sla.${path}`,
    ]),
    ['a list', [], 'name'],
  ])('refuses %s', async (_what, body, path) => {
    const guildId = newGuildId();
    const answer = await put(guildId, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid_body' });
    expect(answer.body['errors']).toEqual([{ path, message: expect.any(String) }]);
    expect((await call(app, 'GET', `/v1/guilds/${guildId}`, app.adminToken)).status).toBe(404);
  });

  it.each([
    ['a NUL', 'a\0b', 'a\ufffdb'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
    ['text from right to left', '\u202eevil\u202c שלום', '\u202eevil\u202c שלום'],
    [
      'markup and SQL',
      `<b>@everyone</b> '; DROP TABLE guilds; --`,
      `<b>@everyone</b> '; DROP TABLE guilds; --`,
    ],
  ])('stores a name with %s', async (_what, name, stored) => {
    const guildId = newGuildId();
    expect((await put(guildId, { name })).body).toMatchObject({ name: stored });
    const { body } = await call(app, 'GET', `/v1/guilds/${guildId}`, app.adminToken);
    expect(body).toMatchObject({ name: stored });
  });

  it.each([
    ['ten megabytes', 413, 'body_too_large', JSON.stringify({ name: 'x'.repeat(10 * 1024 * 1024) })],
    ['deep JSON', 400, 'json_too_deep', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['no JSON', 400, 'invalid_json', '{"name"'],
    ['a prototype', 400, 'invalid_json', '{"name":"n","__proto__":{"admin":true}}'],
  ])('refuses %s', async (_what, status, code, body) => {
    const answer = await put(newGuildId(), body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code });
  });

  it.each(['1', 'abcdefghijklmnopqrs', '1000000000000000001000', '10000000000000000x', "1'OR'1'='1"])(
    'takes no id that is not one: %s',
    async (guildId) => {
      const answer = await put(encodeURIComponent(guildId), { name: 'n' });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: 'invalid_path', errors: [{ path: 'guildId' }] });
    },
  );
});

describe('GET /v1/guilds/{guildId}', () => {
  it('tells moderators and services that read tickets', async () => {
    const { guildId, moderator, service } = await createGuild(app, { name: 'Readable' });
    for (const token of [await moderator(newGuildId()), await service('tickets:read')]) {
      const { status, body } = await call(app, 'GET', `/v1/guilds/${guildId}`, token);
      expect(status).toBe(200);
      expect(body).toMatchObject({ id: guildId, name: 'Readable' });
    }
  });

  it('tells the administrator that there is no such guild, and others nothing', async () => {
    const path = `/v1/guilds/${newGuildId()}`;
    const unknown = await call(app, 'GET', path, app.adminToken);
    expect(unknown.status).toBe(404);
    expect(unknown.body).toMatchObject({ code: 'unknown_guild' });
    const { adminToken, guildId } = await createGuild(app);
    const other = await createGuild(app);
    const answers = [
      await call(app, 'GET', path, adminToken),
      await call(app, 'GET', `/v1/guilds/${other.guildId}`, adminToken),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body['code']).toBe('unauthenticated');
    }
    expect(answers[0]?.body['detail']).toBe(answers[1]?.body['detail']);
    expect((await call(app, 'GET', `/v1/guilds/${guildId}`, adminToken)).status).toBe(200);
  });
});

describe('who may register and change guilds', () => {
  it.each(['GET', 'PUT'])('%s needs a login', async (method) => {
    const { guildId } = await createGuild(app);
    const path = `/v1/guilds/${guildId}`;
    const answer = await call(app, method, path, null, method === 'PUT' ? { name: 'n' } : undefined);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  it.each(['member', 'moderator', 'senior'] as const)('a %s changes nothing', async (role) => {
    const { guildId, moderator } = await createGuild(app);
    const answer = await put(guildId, { name: 'n' }, await moderator(newGuildId(), role));
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'not_allowed', role: 'admin', scopes: ['guild:admin'] });
  });

  it('an admin of one guild registers and changes no other', async () => {
    const { adminToken } = await createGuild(app);
    const other = await createGuild(app, { name: 'Other' });
    const unknown = newGuildId();
    for (const guildId of [other.guildId, unknown]) {
      expect((await put(guildId, { name: 'Taken' }, adminToken)).status).toBe(401);
    }
    expect((await call(app, 'GET', `/v1/guilds/${unknown}`, app.adminToken)).status).toBe(404);
    const { body } = await call(app, 'GET', `/v1/guilds/${other.guildId}`, app.adminToken);
    expect(body).toMatchObject({ name: 'Other' });
  });
});

describe('GET /v1/guilds', () => {
  it('lists every guild once, in pages, for the administrator', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => createGuild(app)));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { status, body } = await call<{ items: { id: string }[]; nextCursor: string | null }>(
        app,
        'GET',
        `/v1/guilds?limit=3${query}`,
        app.adminToken,
      );
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(3);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([...new Set(seen)].toSorted());
    for (const { guildId } of made) expect(seen).toContain(guildId);
  });

  it('needs the administrator', async () => {
    const { adminToken } = await createGuild(app);
    for (const token of [null, adminToken, 'x']) {
      expect((await call(app, 'GET', '/v1/guilds', token)).status).toBe(401);
    }
  });

  it.each([
    ['limit=0', 'invalid_query'],
    ['limit=201', 'invalid_query'],
    ['limit=many', 'invalid_query'],
    ['limit=1&limit=2', 'invalid_query'],
    ['limit=', 'invalid_query'],
    ['page=2', 'invalid_query'],
    ['cursor=a&cursor=b', 'invalid_query'],
    ['cursor=%00', 'invalid_query'],
    ['cursor=', 'invalid_query'],
    ['cursor=AAAA', 'bad_cursor'],
    [`cursor=${Buffer.from('["guilds",null,"1"]').toString('base64url')}`, 'bad_cursor'],
    [`cursor=${Buffer.from('["sources",null,"100000000000000001"]').toString('base64url')}`, 'bad_cursor'],
  ])('refuses ?%s', async (query, code) => {
    const answer = await call(app, 'GET', `/v1/guilds?${query}`, app.adminToken);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code });
  });
});

describe('GuildDirectory', () => {
  it('knows the settings, and a change through this process at once', async () => {
    const directory = app.app.get(GuildDirectory, { strict: false });
    const guildId = newGuildId();
    const unknown = { kind: 'not_found', code: 'unknown_guild' };
    await expect(directory.settings(guildId)).rejects.toMatchObject(unknown);
    await put(guildId, { name: 'First', settings: { timeZone: 'Asia/Tokyo' } });
    expect(await directory.settings(guildId)).toMatchObject({
      guildId,
      name: 'First',
      timeZone: 'Asia/Tokyo',
      ticketPolicy: { leaseMinutes: 30 },
    });
    await put(guildId, { name: 'Second' });
    expect((await directory.settings(guildId)).name).toBe('Second');
  });
});
