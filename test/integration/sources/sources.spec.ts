import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashSecret, newSnowflake } from '#kernel';
import { SourceDirectory } from '#sources';
import { SourceStore } from '../../../src/sources/db/source.store.js';
import { detailsOf } from '../../../src/sources/http/source-details.js';
import { NewSourceBody } from '../../../src/sources/http/source.dto.js';
import { startTestApi, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { type DatabaseClient, openDatabaseClient } from '../../support/database-client.js';
import { createGuild, type TestGuild } from '../../support/guild.js';

let app: TestApp;
let database: DatabaseClient;
let guild: TestGuild;

beforeAll(async () => {
  app = await startTestApi();
  database = await openDatabaseClient(app.databaseUrl);
  guild = await createGuild(app);
});

afterAll(async () => {
  await database.close();
  await app.close();
});

const at = (rest = '', { guildId } = guild) => `/v1/guilds/${guildId}/sources${rest}`;
const post = (body: unknown) => call(app, 'POST', at(), guild.adminToken, body);
const patch = (id: string, body: unknown) => call(app, 'PATCH', at(`/${id}`), guild.adminToken, body);
const get = (id: string) => call(app, 'GET', at(`/${id}`), guild.adminToken);
const directory = () => app.app.get(SourceDirectory, { strict: false });

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
const NOBODY = newSnowflake(Date.now());

describe('POST …/sources', () => {
  it('registers a source and shows its token once', async () => {
    const { status, body, headers } = await post({ name: ' Raid bot ', kind: 'webhook' });
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    const { token, webhookUrl, ...facts } = body as Record<string, string>;
    expect(token).toMatch(/^[A-Za-z0-9_-]{68}$/);
    expect(facts['id']).toMatch(/^\d{17,19}$/);
    expect(webhookUrl).toBe(`${app.config.http.publicUrl}/api/webhooks/${facts['id']}/${token}`);
    expect(facts).toEqual({
      id: facts['id'],
      guildId: guild.guildId,
      name: 'Raid bot',
      kind: 'webhook',
      purpose: '',
      ownerId: null,
      permissions: [],
      dependencies: '',
      failurePlan: '',
      worstCase: '',
      trust: 0.6,
      noiseBudgetMinutes: null,
      rateLimitPerMinute: 6000,
      status: 'approved',
      settings: {},
      tokenIssuedAt: TIME,
      signingSecretIssuedAt: null,
      createdAt: TIME,
      updatedAt: TIME,
    });
    expect((await get(facts['id']!)).body).toEqual(facts);
    const rows = await database.query('SELECT token_hash FROM sources WHERE id = $1', [facts['id']]);
    expect(rows).toEqual([{ token_hash: hashSecret(token!) }]);
  });

  it('takes everything the register asks for', async () => {
    const details = {
      name: 'AutoMod',
      kind: 'automod',
      purpose: 'Blocks known words',
      ownerId: NOBODY,
      permissions: ['MANAGE_GUILD', 'View Audit Log'],
      dependencies: 'Discord',
      failurePlan: 'Moderators look at #general',
      worstCase: 'Words get through',
      trust: 0.25,
      noiseBudgetMinutes: 30,
      rateLimitPerMinute: 60,
      status: 'proposed',
      settings: { mapping: { member: 'fields[0]' }, list: [1, null, true] },
    };
    expect((await post(details)).body).toMatchObject(details);
  });

  it.each<[string, object, string]>([
    ['no name', { kind: 'api' }, 'name'],
    ['no kind', { name: 'n' }, 'kind'],
    ['an unknown kind', { name: 'n', kind: 'email' }, 'kind'],
    ['an unknown status', { name: 'n', kind: 'api', status: 'new' }, 'status'],
    ['too much trust', { name: 'n', kind: 'api', trust: 1.01 }, 'trust'],
    ['trust as text', { name: 'n', kind: 'api', trust: '1' }, 'trust'],
    ['an owner that is a number', { name: 'n', kind: 'api', ownerId: 1e17 }, 'ownerId'],
    ['null as purpose', { name: 'n', kind: 'api', purpose: null }, 'purpose'],
    ['a long purpose', { name: 'n', kind: 'api', purpose: 'x'.repeat(2001) }, 'purpose'],
    ['permissions as text', { name: 'n', kind: 'api', permissions: 'ALL' }, 'permissions'],
    ['many permissions', { name: 'n', kind: 'api', permissions: Array(51).fill('X') }, 'permissions'],
    ['permissions of numbers', { name: 'n', kind: 'api', permissions: [8] }, 'permissions'],
    ['a budget past a day', { name: 'n', kind: 'api', noiseBudgetMinutes: 1441 }, 'noiseBudgetMinutes'],
    ['no rate at all', { name: 'n', kind: 'api', rateLimitPerMinute: 0 }, 'rateLimitPerMinute'],
    ['settings as a list', { name: 'n', kind: 'api', settings: [] }, 'settings'],
    ['large settings', { name: 'n', kind: 'api', settings: { a: 'x'.repeat(16_384) } }, 'settings'],
    [
      'a constructor in settings',
      { name: 'n', kind: 'api', settings: { a: [{ constructor: 5 }] } },
      'settings.a[0].constructor',
    ],
    ['an id of its own', { name: 'n', kind: 'api', id: NOBODY }, 'id'],
    ['a token of its own', { name: 'n', kind: 'api', tokenHash: 'x' }, 'tokenHash'],
  ])('refuses %s', async (_what, body, path) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid_body' });
    expect(answer.body['errors']).toContainEqual({ path, message: expect.any(String) });
  });

  it('keeps hostile text as text', async () => {
    const text = `\u202e<script>@everyone</script> '); DROP TABLE sources; -- \u200b\u0007`;
    const { body } = await post({
      name: `${text}\0\ud800`,
      kind: 'api',
      purpose: `${text}\0`,
      permissions: [text],
      settings: { [`${text}\0`]: '\udfff' },
    });
    expect(body).toMatchObject({
      name: `${text}\ufffd\ufffd`,
      purpose: `${text}\ufffd`,
      permissions: [text],
      settings: { [`${text}\ufffd`]: '\ufffd' },
    });
    expect((await get(String(body['id']))).body).toMatchObject({ permissions: [text] });
  });
});

describe('GET …/sources', () => {
  it('lists the sources of the guild in pages, without anything secret', async () => {
    const own = await createGuild(app);
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1) made.push((await own.source({ name: `S${i}` })).id);
    await call(app, 'POST', at(`/${made[0]}/signing-secret`, own), own.adminToken);
    const moderator = await own.moderator(NOBODY);
    const seen: object[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page += 1) {
      const { body } = await call<{ items: object[]; nextCursor: string | null }>(
        app,
        'GET',
        at(`?limit=2${cursor}`, own),
        moderator,
      );
      seen.push(...body.items);
      expect(body.nextCursor === null).toBe(page === 2);
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(made.toSorted().map((id) => expect.objectContaining({ id })));
    expect(JSON.stringify(seen)).not.toMatch(/whsec_|tokenHash|"token"|signingSecret"/);
  });

  it('takes no cursor of another guild or list', async () => {
    const other = await createGuild(app);
    await other.source();
    await other.source();
    const page = await call(app, 'GET', at('?limit=1', other), other.adminToken);
    const foreign = String(page.body['nextCursor']);
    const tokens = await call(app, 'GET', `/v1/guilds/${guild.guildId}/tokens?limit=1`, guild.adminToken);
    await guild.moderator(NOBODY);
    for (const cursor of [foreign, String(tokens.body['nextCursor'])]) {
      const { status, body } = await call(app, 'GET', at(`?cursor=${cursor}`), guild.adminToken);
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'bad_cursor' });
    }
  });
});

describe('PATCH …/sources/{id}', () => {
  it('changes what is given and leaves the rest', async () => {
    const { id } = await guild.source({ ownerId: NOBODY, purpose: 'P', trust: 0.5 });
    const changed = await patch(id, { status: 'suspended', ownerId: null, noiseBudgetMinutes: 5 });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      status: 'suspended',
      ownerId: null,
      noiseBudgetMinutes: 5,
      purpose: 'P',
      trust: 0.5,
      kind: 'api',
    });
    expect((await get(id)).body).toEqual(changed.body);
    expect((await patch(id, {})).body).toMatchObject({ status: 'suspended', purpose: 'P' });
    expect((await patch(id, { name: ' New ' })).body).toMatchObject({ name: 'New' });
  });

  it('loses no change to another that is made at the same moment', async () => {
    const { id } = await guild.source();
    await Promise.all([
      patch(id, { purpose: 'a' }),
      patch(id, { worstCase: 'b' }),
      patch(id, { failurePlan: 'c' }),
      patch(id, { dependencies: 'd' }),
    ]);
    expect((await get(id)).body).toMatchObject({
      purpose: 'a',
      worstCase: 'b',
      failurePlan: 'c',
      dependencies: 'd',
    });
  });

  it.each([
    ['another kind', { kind: 'webhook' }],
    ['null as name', { name: null }],
    ['a name of nothing', { name: '' }],
    ['null as status', { status: null }],
    ['null as settings', { settings: null }],
    ['an unknown field', { colour: 'red' }],
  ])('refuses %s', async (_what, body) => {
    const { id } = await guild.source();
    const answer = await patch(id, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid_body' });
  });
});

describe('the token of a source', () => {
  it('leads to it, by guild or by webhook, and no other does', async () => {
    const { id, token } = await guild.source({ kind: 'webhook', rateLimitPerMinute: 7, settings: { a: 1 } });
    const other = await createGuild(app);
    const stranger = await other.source();
    const source = {
      guildId: guild.guildId,
      id,
      name: 'Test source',
      kind: 'webhook',
      status: 'approved',
      trust: 0.6,
      rateLimitPerMinute: 7,
      tokenHash: hashSecret(token),
      signingSecrets: [],
      settings: { a: 1 },
    };
    expect(await directory().byToken(guild.guildId, token)).toEqual(source);
    expect(await directory().byWebhook(id, token)).toEqual(source);
    expect(await directory().byId(guild.guildId, id)).toEqual(source);
    expect(await directory().byToken(other.guildId, token)).toBeNull();
    expect(await directory().byToken(guild.guildId, stranger.token)).toBeNull();
    expect(await directory().byWebhook(id, stranger.token)).toBeNull();
    expect(await directory().byWebhook(stranger.id, token)).toBeNull();
    expect(await directory().byId(other.guildId, id)).toBeNull();
  });

  it.each(['', 'x', '\0', 'x'.repeat(69), `${'x'.repeat(67)}\n`, "' OR 1=1 --", 'ü'.repeat(68)])(
    'is not %j',
    async (token) => {
      const { id } = await guild.source();
      expect(await directory().byToken(guild.guildId, token)).toBeNull();
      expect(await directory().byWebhook(id, token)).toBeNull();
      expect(await directory().byWebhook(token, 'x'.repeat(68))).toBeNull();
      expect(await directory().byId(guild.guildId, token)).toBeNull();
      expect(await directory().byId(token, id)).toBeNull();
    },
  );

  it('is another after it was changed', async () => {
    const { id, token } = await guild.source();
    expect(await directory().byToken(guild.guildId, token)).not.toBeNull();
    expect(await directory().byWebhook(id, token)).not.toBeNull();
    const { status, body, headers } = await call(app, 'POST', at(`/${id}/token`), guild.adminToken);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    const renewed = String(body['token']);
    expect(renewed).not.toBe(token);
    expect(body['webhookUrl']).toBe(`${app.config.http.publicUrl}/api/webhooks/${id}/${renewed}`);
    expect(Date.parse(String(body['tokenIssuedAt']))).toBeGreaterThan(Date.parse(String(body['createdAt'])));
    expect(await directory().byToken(guild.guildId, token)).toBeNull();
    expect(await directory().byWebhook(id, token)).toBeNull();
    expect(await directory().byToken(guild.guildId, renewed)).toMatchObject({ id });
    expect(await directory().byWebhook(id, renewed)).toMatchObject({ id });
  });

  it('leads to the source as it is after a change', async () => {
    const { id, token } = await guild.source();
    expect(await directory().byToken(guild.guildId, token)).toMatchObject({ status: 'approved' });
    await patch(id, { status: 'retired', trust: 0 });
    expect(await directory().byToken(guild.guildId, token)).toMatchObject({ status: 'retired', trust: 0 });
  });

  it('tells two sources apart that chance gave the same id', async () => {
    const other = await createGuild(app);
    const [one, two] = [await guild.source(), await other.source()];
    await database.query('UPDATE sources SET id = $1 WHERE id = $2', [one.id, two.id]);
    expect(await directory().byWebhook(one.id, one.token)).toMatchObject({ guildId: guild.guildId });
    expect(await directory().byWebhook(one.id, two.token)).toMatchObject({ guildId: other.guildId });
    expect(await directory().byWebhook(two.id, two.token)).toBeNull();
  });

  it('finds a source that was asked for before it was there', async () => {
    const ids = Array.from({ length: 50 }, () => newSnowflake(Date.now()));
    const none = await Promise.all(ids.map((id) => directory().byWebhook(id, 'x'.repeat(68))));
    expect(none).toEqual(Array(50).fill(null));
    const { id, token } = await guild.source();
    expect(await directory().byWebhook(id, token)).toMatchObject({ id });
  });
});

const secretsOf = async (id: string) => (await directory().byId(guild.guildId, id))?.signingSecrets;
const renew = async (id: string) => {
  const { status, body } = await call(app, 'POST', at(`/${id}/signing-secret`), guild.adminToken);
  expect(status).toBe(200);
  return body as { signingSecret: string; signingSecretIssuedAt: string };
};

describe('the signing secret of a source', () => {
  it('is shown once; the one before stays valid for a day', async () => {
    const { id } = await guild.source();
    expect(await secretsOf(id)).toEqual([]);
    const first = await renew(id);
    expect(first.signingSecretIssuedAt).toEqual(TIME);
    const [prefix, key = ''] = first.signingSecret.split('_');
    expect(prefix).toBe('whsec');
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    expect(await secretsOf(id)).toEqual([first.signingSecret]);

    const second = await renew(id);
    expect(await secretsOf(id)).toEqual([second.signingSecret, first.signingSecret]);
    const rows = await database.query(
      `SELECT previous_secret_expires_at - signing_secret_issued_at = interval '24 hours' AS "aDay"
       FROM sources WHERE id = $1`,
      [id],
    );
    expect(rows).toEqual([{ aDay: true }]);

    const third = await renew(id);
    expect(await secretsOf(id)).toEqual([third.signingSecret, second.signingSecret]);
    expect(JSON.stringify((await get(id)).body)).not.toContain('whsec_');
  });

  it('can be taken away, the one before with it', async () => {
    const { id } = await guild.source();
    await renew(id);
    await renew(id);
    const { status } = await call(app, 'DELETE', at(`/${id}/signing-secret`), guild.adminToken);
    expect(status).toBe(204);
    expect(await secretsOf(id)).toEqual([]);
    expect((await get(id)).body).toMatchObject({ signingSecretIssuedAt: null });
    const next = await renew(id);
    expect(await secretsOf(id)).toEqual([next.signingSecret]);
  });
});

describe('SourceStore', () => {
  it('takes no id that a source of any guild has', async () => {
    const { id } = await guild.source();
    const other = await createGuild(app);
    const store = app.app.get(SourceStore, { strict: false });
    const details = detailsOf(Object.assign(new NewSourceBody(), { name: 'n', kind: 'api' }));
    const source = { guildId: other.guildId, details, tokenHash: hashSecret('t'), at: new Date() };
    expect(await store.add({ ...source, id })).toBeNull();
    expect(await store.add({ ...source, id: newSnowflake(Date.now()) })).toMatchObject({ name: 'n' });
  });
});

describe('who may do what', () => {
  const ROUTES: [method: string, rest: string, body: object | undefined, reads: boolean][] = [
    ['POST', '', { name: 'n', kind: 'api' }, false],
    ['GET', '', undefined, true],
    ['GET', '/{id}', undefined, true],
    ['PATCH', '/{id}', { name: 'n' }, false],
    ['POST', '/{id}/token', undefined, false],
    ['POST', '/{id}/signing-secret', undefined, false],
    ['DELETE', '/{id}/signing-secret', undefined, false],
  ];

  it.each(ROUTES)('%s %s asks for a login, a role and the right guild', async (method, rest, body, reads) => {
    const { id, token } = await guild.source();
    const stranger = await createGuild(app);
    const send = async (bearer: string | null) =>
      (await call(app, method, at(rest.replace('{id}', id)), bearer, body)).status;
    expect(await send(null)).toBe(401);
    expect(await send(token)).toBe(401);
    expect(await send(stranger.adminToken)).toBe(401);
    expect(await send(await guild.moderator(NOBODY, 'member'))).toBe(403);
    expect(await send(await guild.service('signals:write'))).toBe(403);
    const staff = [await guild.moderator(NOBODY), await guild.service('tickets:read')];
    for (const bearer of staff) expect(await send(bearer)).toBe(reads ? 200 : 403);
    for (const bearer of [guild.adminToken, await guild.service('guild:admin'), app.adminToken]) {
      expect(await send(bearer)).toBeLessThan(300);
    }
  });

  it.each(ROUTES.filter(([, rest]) => rest !== ''))(
    '%s %s knows no source of another guild, nor one that is none',
    async (method, rest, body) => {
      const stranger = await createGuild(app);
      const { id } = await stranger.source();
      for (const wrong of [id, NOBODY, '1', 'abc', '%00', '..%2f']) {
        const answer = await call(app, method, at(rest.replace('{id}', wrong)), guild.adminToken, body);
        expect(answer.status).toBe(404);
        expect(answer.body).toMatchObject({ code: 'unknown_source' });
      }
    },
  );

  it('tells the administrator of a guild that is not there', async () => {
    const { status, body } = await call(app, 'POST', at('', { ...guild, guildId: NOBODY }), app.adminToken, {
      name: 'n',
      kind: 'api',
    });
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'unknown_guild' });
  });
});
