import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { newSnowflake } from '#kernel';
import { startTestApi, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { eventually } from '../../support/eventually.js';
import { createGuild } from '../../support/guild.js';
import { LiveStage, someone } from '../../support/live.js';
import { LiveClient } from '../../support/live-client.js';

let app: TestApp;
let stage: LiveStage;

beforeAll(async () => {
  app = await startTestApi();
});
beforeEach(async () => {
  stage = await LiveStage.open(app);
});
afterEach(() => stage.close());
afterAll(() => app.close());

const UNKNOWN = `dkt_${'x'.repeat(43)}`;

describe('connecting', () => {
  it.each([
    ['no token', {}],
    ['a token that is none', { token: 'nope' }],
    ['an empty token', { token: '' }],
    ['a token that is no text', { token: { $ne: null } }],
    ['a very long token', { token: 'x'.repeat(8_000) }],
  ])('is refused with %s', async (_what, auth) => {
    await expect(LiveClient.connect(app, '', { auth })).rejects.toMatchObject({
      status: 401,
      code: 'unauthenticated',
      detail: expect.stringContaining('token'),
    });
  });

  it('takes the token from the Authorization header too', async () => {
    const token = await stage.intake.guild.moderator(someone(1));
    const client = await stage.connect('', { auth: {}, extraHeaders: { authorization: `Bearer ${token}` } });
    expect(await client.watch(stage.guildId)).toHaveProperty('cursor');
  });

  it('to the default namespace leads nowhere', async () => {
    const socket = io(app.url, {
      auth: { token: app.adminToken },
      reconnection: false,
      transports: ['websocket'],
    });
    const refused = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(refused).toMatchObject({ data: { code: 'unknown_namespace' } });
    socket.close();
  });

  it('is allowed from any page with a token, and never takes a cookie along', async () => {
    const response = await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('counts the sockets there are', async () => {
    const before = await socketClients();
    const client = await stage.connect(app.adminToken);
    expect(await socketClients()).toBe(before + 1);
    client.close();
    await eventually(async () => expect(await socketClients()).toBe(before));
  });
});

describe('watching', () => {
  it.each<[string, () => Promise<string>, object]>([
    ['an unknown token', async () => UNKNOWN, { status: 401, code: 'unauthenticated' }],
    [
      "another guild's admin",
      async () => (await createGuild(app)).adminToken,
      { status: 401, code: 'unauthenticated' },
    ],
    [
      'a member',
      () => stage.intake.guild.moderator(someone(1), 'member'),
      { status: 403, code: 'not_allowed' },
    ],
    [
      'a service that only sends',
      () => stage.intake.guild.service('signals:write'),
      { status: 403, code: 'not_allowed' },
    ],
  ])('is not for %s', async (_who, tokenOf, problem) => {
    const client = await stage.connect(await tokenOf());
    expect(await client.watch(stage.guildId)).toMatchObject(problem);
    await stage.intake.accept();
    const other = await stage.watcher(someone(2), { cursor: '0' });
    await eventually(() => expect(other.of('ticket.changed')).toHaveLength(1));
    expect(client.messages).toEqual([]);
  });

  it.each<[string, () => Promise<string>]>([
    ['a moderator', () => stage.intake.guild.moderator(someone(1))],
    ['a senior', () => stage.intake.guild.moderator(someone(1), 'senior')],
    ['a service that reads tickets', () => stage.intake.guild.service('tickets:read')],
    ['the administrator', async () => app.adminToken],
  ])('is for %s', async (_who, tokenOf) => {
    const client = await stage.connect(await tokenOf());
    expect(await client.watch(stage.guildId)).toHaveProperty('depth');
  });

  it('tells the administrator, and nobody else, that there is no such guild', async () => {
    const guildId = newSnowflake(Date.now());
    const admin = await stage.connect(app.adminToken);
    expect(await admin.watch(guildId)).toMatchObject({ status: 404, code: 'unknown_guild' });
    const moderator = await stage.connect(await stage.intake.guild.moderator(someone(1)));
    expect(await moderator.watch(guildId)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });
});

describe('a token that is no longer good', () => {
  const WITHIN_MS = 8_000;

  async function issue(body: object): Promise<{ id: string; token: string }> {
    const path = `/v1/guilds/${stage.guildId}/tokens`;
    const answer = await call<{ id: string; token: string }>(app, 'POST', path, app.adminToken, {
      name: 't',
      ...body,
    });
    expect(answer.status).toBe(201);
    return answer.body;
  }

  it('drops every connection that uses it, with the reason, and no other', async () => {
    const { id, token } = await issue({ userId: someone(1), role: 'moderator' });
    const clients = [await stage.connect(token), await stage.connect(token, { transports: ['polling'] })];
    for (const client of clients) await client.watch(stage.guildId);
    const same = await stage.watcher(someone(1));
    await call(app, 'DELETE', `/v1/guilds/${stage.guildId}/tokens/${id}`, app.adminToken);
    await eventually(() => {
      for (const client of clients) {
        expect(client.of('closing').map(({ body }) => body)).toEqual([
          expect.objectContaining({ status: 401, code: 'login_ended' }),
        ]);
        expect(client.ends).toHaveLength(1);
      }
    }, WITHIN_MS);
    await stage.intake.accept();
    await eventually(() => expect(same.of('ticket.changed')).toHaveLength(1));
    for (const client of clients) expect(client.of('ticket.changed')).toEqual([]);
  });

  it('drops connections when it expires', async () => {
    const expiresAt = new Date(Date.now() + 2_000).toISOString();
    const { token } = await issue({ userId: someone(1), role: 'moderator', expiresAt });
    const client = await stage.connect(token);
    await client.watch(stage.guildId);
    await eventually(
      () => expect(client.of('closing')[0]?.body).toMatchObject({ code: 'login_ended' }),
      WITHIN_MS,
    );
    await eventually(() => expect(client.ends).toEqual(['io server disconnect']));
  });
});

async function socketClients(): Promise<number> {
  const text = await (await fetch(`${app.url}/metrics`)).text();
  return Number(/^docket_socket_clients (\d+)/m.exec(text)?.[1]);
}
