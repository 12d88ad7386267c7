import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashSecret, newId, newSnowflake, SCOPES } from '#kernel';
import { Database } from '#platform';
import { Authenticator, StaffDirectory } from '#staff';
import { startTestApi, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { type DatabaseClient, openDatabaseClient } from '../../support/database-client.js';
import { eventually } from '../../support/eventually.js';
import { createGuild, type TestGuild } from '../../support/guild.js';

interface IssuedToken {
  id: string;
  token: string;
}

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

const at = (rest = '', { guildId } = guild) => `/v1/guilds/${guildId}/tokens${rest}`;
const post = (body: unknown, bearer = guild.adminToken) => call(app, 'POST', at(), bearer, body);
const issue = async (body: object) => (await post({ name: 't', ...body })).body as unknown as IssuedToken;
const revoke = (id: string) => call(app, 'DELETE', at(`/${id}`), guild.adminToken);
const works = async (token: string) =>
  (await call(app, 'GET', `/v1/guilds/${guild.guildId}`, token)).status === 200;
const authenticator = () => app.app.get(Authenticator, { strict: false });
const person = () => newSnowflake(Date.now());

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);

describe('POST …/tokens', () => {
  it('gives a person a token with a role, shown once', async () => {
    const userId = person();
    const answer = await post({
      name: ' Laptop ',
      userId,
      role: 'senior',
      expiresAt: '2100-01-01T00:00:00+01:00',
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { token, ...facts } = answer.body as Record<string, string>;
    expect(token).toMatch(/^dkt_[\w-]{43}$/);
    expect(facts).toEqual({
      id: facts['id'],
      name: 'Laptop',
      kind: 'user',
      userId,
      role: 'senior',
      scopes: [],
      createdBy: expect.stringMatching(/^\d+$/),
      createdAt: TIME,
      expiresAt: '2099-12-31T23:00:00.000Z',
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(await authenticator().login(guild.guildId, token!)).toEqual({
      guildId: guild.guildId,
      tokenId: facts['id'],
      actor: { type: 'user', id: userId, role: 'senior' },
      expiresAt: new Date('2099-12-31T23:00:00Z'),
    });
    const rows = await database.query('SELECT token_hash FROM api_tokens WHERE id = $1', [facts['id']]);
    expect(rows).toEqual([{ token_hash: hashSecret(token!) }]);
  });

  it('gives a service a token with scopes', async () => {
    const { id, token } = await issue({ scopes: ['tickets:read', 'signals:write'] });
    expect(await authenticator().login(guild.guildId, token)).toMatchObject({
      actor: { type: 'service', id, scopes: ['tickets:read', 'signals:write'] },
      expiresAt: null,
    });
  });

  it.each<[string, object, string]>([
    ['no name', { name: undefined, scopes: ['tickets:read'] }, 'name'],
    ['neither person nor service', {}, 'scopes'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['an unknown scope', { scopes: ['everything'] }, 'scopes'],
    ['a scope twice', { scopes: ['tickets:read', 'tickets:read'] }, 'scopes'],
    ['scopes as text', { scopes: 'tickets:read' }, 'scopes'],
    ['null as scopes', { scopes: null }, 'scopes'],
    ['both', { userId: '100000000000000001', role: 'moderator', scopes: ['tickets:read'] }, 'scopes'],
    ['a person without role', { userId: '100000000000000001' }, 'role'],
    ['a role without person', { role: 'moderator' }, 'userId'],
    ['an unknown role', { userId: '100000000000000001', role: 'owner' }, 'role'],
    ['a person that is a number', { userId: 1e17, role: 'moderator' }, 'userId'],
    ['a day as expiry', { scopes: ['tickets:read'], expiresAt: '2100-01-01' }, 'expiresAt'],
    ['no such day', { scopes: ['tickets:read'], expiresAt: '2099-02-30T00:00:00Z' }, 'expiresAt'],
    ['a number as expiry', { scopes: ['tickets:read'], expiresAt: 4102444800 }, 'expiresAt'],
    ['a token of its own', { scopes: ['tickets:read'], token: 'dkt_x' }, 'token'],
    ['a constructor', { scopes: [{ constructor: 1 }] }, 'scopes[0].constructor'],
  ])('refuses %s', async (_what, body, path) => {
    const answer = await post({ name: 'n', ...body });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid_body' });
    expect(answer.body['errors']).toContainEqual({ path, message: expect.any(String) });
  });

  it('refuses one that has expired', async () => {
    const answer = await post({ name: 'n', scopes: ['tickets:read'], expiresAt: '2020-01-01T00:00:00Z' });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'expired_already' });
  });

  it('keeps hostile text as text', async () => {
    const text = `\u202e<b>@everyone</b> '); DROP TABLE api_tokens; --`;
    const { body } = await post({ name: `${text}\0\ud800`, scopes: ['tickets:read'] });
    expect(body).toMatchObject({ name: `${text}\ufffd\ufffd` });
  });

  it('gives nobody more than the giver holds', async () => {
    const { token } = await issue({ scopes: ['guild:admin', 'tickets:read'] });
    const given = await post({ name: 'n', scopes: ['tickets:read'] }, token);
    expect(given.status).toBe(201);
    for (const more of [{ scopes: ['tickets:write'] }, { userId: person(), role: 'admin' }]) {
      const answer = await post({ name: 'n', ...more }, token);
      expect(answer.status).toBe(403);
      expect(answer.body).toMatchObject({ code: 'grants_too_much' });
    }
    expect((await post({ name: 'n', scopes: SCOPES })).status).toBe(201);
    expect((await post({ name: 'n', scopes: SCOPES }, app.adminToken)).status).toBe(201);
  });
});

describe('GET …/tokens', () => {
  it('lists them newest first, in pages, without the tokens', async () => {
    const own = await createGuild(app);
    for (let i = 0; i < 4; i += 1) await own.moderator(person());
    const seen: { id: string }[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page += 1) {
      const { status, body } = await call<{ items: { id: string }[]; nextCursor: string | null }>(
        app,
        'GET',
        at(`?limit=2${cursor}`, own),
        own.adminToken,
      );
      expect(status).toBe(200);
      seen.push(...body.items);
      expect(body.nextCursor === null).toBe(page === 2);
      cursor = `&cursor=${body.nextCursor}`;
    }
    const ids = seen.map(({ id }) => id);
    expect(ids).toHaveLength(5);
    expect(ids).toEqual([...new Set(ids)].toSorted().toReversed());
    expect(JSON.stringify(seen)).not.toMatch(/dkt_|[Hh]ash/);
  });

  it('takes no cursor of another guild', async () => {
    const other = await createGuild(app);
    await other.moderator(person());
    const page = await call(app, 'GET', at('?limit=1', other), other.adminToken);
    const { status, body } = await call(
      app,
      'GET',
      at(`?cursor=${String(page.body['nextCursor'])}`),
      guild.adminToken,
    );
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'bad_cursor' });
  });
});

describe('DELETE …/tokens/{id}', () => {
  it('ends the token at once, and again does nothing', async () => {
    const { id, token } = await issue({ userId: person(), role: 'moderator' });
    expect(await works(token)).toBe(true);
    expect((await revoke(id)).status).toBe(204);
    expect(await works(token)).toBe(false);
    const list = await call<{ items: { id: string; revokedAt: string }[] }>(
      app,
      'GET',
      at(),
      guild.adminToken,
    );
    const revokedAt = list.body.items.find((item) => item.id === id)?.revokedAt;
    expect(revokedAt).toEqual(TIME);
    expect((await revoke(id)).status).toBe(204);
    const again = await call<{ items: { id: string; revokedAt: string }[] }>(
      app,
      'GET',
      at(),
      guild.adminToken,
    );
    expect(again.body.items.find((item) => item.id === id)?.revokedAt).toBe(revokedAt);
  });

  it.each(['1', 'abc', '%00', "'%20OR%201=1", newId()])('knows no token %s', async (id) => {
    const answer = await revoke(id);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'unknown_token' });
  });

  it('knows no token of another guild', async () => {
    const other = await createGuild(app);
    const { body } = await call(app, 'POST', at('', other), other.adminToken, {
      name: 'n',
      scopes: ['tickets:read'],
    });
    expect((await revoke(String(body['id']))).status).toBe(404);
    expect((await call(app, 'GET', `/v1/guilds/${other.guildId}`, String(body['token']))).status).toBe(200);
  });
});

describe('a token', () => {
  it('ends when it expires, also where it is remembered', async () => {
    const { id, token } = await issue({
      scopes: ['tickets:read'],
      expiresAt: new Date(Date.now() + 700).toISOString(),
    });
    expect(await works(token)).toBe(true);
    await eventually(async () => expect(await works(token)).toBe(false));
    await revoke(id);
  });

  it('is of one guild', async () => {
    const other = await createGuild(app);
    expect(await works(other.adminToken)).toBe(false);
    expect(await authenticator().login(other.guildId, guild.adminToken)).toBeNull();
  });

  it('notes when it was last used, once a minute', async () => {
    const { id, token } = await issue({ scopes: ['tickets:read'] });
    const lastUsed = async () =>
      (await database.query('SELECT last_used_at AS at FROM api_tokens WHERE id = $1', [id])) as {
        at: Date;
      }[];
    expect(await works(token)).toBe(true);
    const [first] = await eventually(async () => {
      const rows = await lastUsed();
      expect(rows).toEqual([{ at: expect.any(Date) }]);
      return rows;
    });
    for (let i = 0; i < 5; i += 1) await works(token);
    expect(await lastUsed()).toEqual([first]);
  });

  it.each([
    ['no scheme', guildToken()],
    ['another scheme', `Basic ${guildToken()}`],
    ['an empty one', 'Bearer '],
    ['two', `Bearer ${guildToken()} ${guildToken()}`],
    ['one of the right form', `Bearer dkt_${'x'.repeat(43)}`],
    ['one of a source', `Bearer ${'x'.repeat(68)}`],
    ['a very long one', `Bearer ${'x'.repeat(10_000)}`],
    ['SQL', `Bearer ' OR 1=1 --`],
  ])('is not %s', async (_what, authorization) => {
    const response = await fetch(`${app.url}/v1/guilds/${guild.guildId}`, { headers: { authorization } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="docket"');
    expect(await response.json()).toMatchObject({ code: 'unauthenticated' });
  });

  it.each(['bearer', 'BEARER', 'Bearer '])('is taken after %s', async (scheme) => {
    const response = await fetch(`${app.url}/v1/guilds/${guild.guildId}`, {
      headers: { authorization: `${scheme} ${guild.adminToken}` },
    });
    expect(response.status).toBe(200);
  });
});

describe('who may give tokens', () => {
  it.each([
    ['POST', '', { name: 'n', scopes: ['tickets:read'] }],
    ['GET', '', undefined],
    ['DELETE', `/${newId()}`, undefined],
  ])('%s %s asks for an admin of the guild', async (method, rest, body) => {
    const stranger = await createGuild(app);
    const send = async (bearer: string | null) => (await call(app, method, at(rest), bearer, body)).status;
    expect(await send(null)).toBe(401);
    expect(await send(stranger.adminToken)).toBe(401);
    for (const role of ['member', 'moderator', 'senior'] as const) {
      expect(await send(await guild.moderator(person(), role))).toBe(403);
    }
    expect(await send(await guild.service('tickets:read', 'tickets:write', 'signals:write'))).toBe(403);
    for (const bearer of [guild.adminToken, await guild.service(...SCOPES), app.adminToken]) {
      expect([200, 201, 404]).toContain(await send(bearer));
    }
  });

  it('tells the administrator of a guild that is not there', async () => {
    const path = at('', { ...guild, guildId: person() });
    const answer = await call(app, 'POST', path, app.adminToken, { name: 'n', scopes: ['tickets:read'] });
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'unknown_guild' });
  });
});

describe('Authenticator', () => {
  it('knows the administrator in every guild', async () => {
    const login = {
      guildId: null,
      tokenId: 'administrator',
      actor: { type: 'service', id: 'administrator', scopes: SCOPES },
      expiresAt: null,
    };
    expect(await authenticator().login(guild.guildId, app.adminToken)).toEqual(login);
    expect(await authenticator().login(person(), app.adminToken)).toEqual(login);
    expect(authenticator().administrator(app.adminToken)).toEqual(login);
    expect(authenticator().administrator(guild.adminToken)).toBeNull();
    expect(await authenticator().login(guild.guildId, `${app.adminToken} `)).toBeNull();
  });
});

describe('StaffDirectory', () => {
  it('tells who holds a live token as moderator or more', async () => {
    const directory = app.app.get(StaffDirectory, { strict: false });
    const own = await createGuild(app);
    const other = await createGuild(app);
    const [moderator, senior, member, gone, late, elsewhere, nobody] = Array.from({ length: 7 }, person) as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    await own.moderator(moderator);
    await own.moderator(moderator);
    await own.moderator(senior, 'senior');
    await own.moderator(member, 'member');
    await own.moderator(gone);
    await own.moderator(late);
    await other.moderator(elsewhere);
    await database.query('UPDATE api_tokens SET revoked_at = now() WHERE user_id = $1', [gone]);
    await database.query(`UPDATE api_tokens SET expires_at = now() - interval '1 s' WHERE user_id = $1`, [
      late,
    ]);
    const asked = [moderator, senior, member, gone, late, elsewhere, nobody, "' OR 1=1"];
    expect(await directory.staffAmong(own.guildId, asked)).toEqual(new Set([moderator, senior]));
    expect(await directory.staffAmong(own.guildId, [])).toEqual(new Set());
    const inside = await app.app
      .get(Database, { strict: false })
      .transaction((tx) => directory.staffAmong(own.guildId, asked, tx));
    expect(inside).toEqual(new Set([moderator, senior]));
  });
});

function guildToken(): string {
  return `dkt_${'a'.repeat(43)}`;
}
