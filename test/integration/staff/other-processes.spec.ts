import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newSnowflake } from '#kernel';
import { GuildDirectory } from '#guilds';
import { DocketLogger } from '#platform';
import { SourceDirectory } from '#sources';
import { Authenticator } from '#staff';
import { createApp } from '../../../src/create-app.js';
import { startTestApi, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { eventually } from '../../support/eventually.js';
import { createGuild, type TestGuild } from '../../support/guild.js';

const WITHIN_MS = 5_000;

let app: TestApp;
/** Another process on the same database: it hears of nothing, and asks again after a while. */
let other: NestFastifyApplication;
let guild: TestGuild;

beforeAll(async () => {
  app = await startTestApi();
  const logger = new DocketLogger(false);
  logger.setLogLevels(['error', 'fatal']);
  other = await createApp(app.config, app.databaseUrl, logger);
  await other.init();
  guild = await createGuild(app, { name: 'Before' });
});

afterAll(async () => {
  await other.close();
  await app.close();
});

describe('what another process remembers', () => {
  it('is a token for five seconds at most after it was revoked', async () => {
    const path = `/v1/guilds/${guild.guildId}/tokens`;
    const { body } = await call<{ id: string; token: string }>(app, 'POST', path, guild.adminToken, {
      name: 't',
      userId: newSnowflake(Date.now()),
      role: 'admin',
    });
    const login = () => other.get(Authenticator, { strict: false }).login(guild.guildId, body.token);
    expect(await login()).not.toBeNull();
    await call(app, 'DELETE', `${path}/${body.id}`, guild.adminToken);
    await eventually(async () => expect(await login()).toBeNull(), WITHIN_MS);
  });

  it('is a source and its old token no longer', async () => {
    const { id, token } = await guild.source();
    const directory = other.get(SourceDirectory, { strict: false });
    expect(await directory.byWebhook(id, token)).toMatchObject({ trust: 0.7 });
    const path = `/v1/guilds/${guild.guildId}/sources/${id}`;
    await call(app, 'PATCH', path, guild.adminToken, { trust: 0.1 });
    await eventually(async () =>
      expect(await directory.byId(guild.guildId, id)).toMatchObject({ trust: 0.1 }),
    );
    const { body } = await call<{ token: string }>(app, 'POST', `${path}/token`, guild.adminToken);
    await eventually(async () => {
      expect(await directory.byToken(guild.guildId, body.token)).toMatchObject({ id });
      expect(await directory.byToken(guild.guildId, token)).toBeNull();
      expect(await directory.byWebhook(id, token)).toBeNull();
    }, WITHIN_MS);
  });

  it('is a guild as it was no longer', async () => {
    const directory = other.get(GuildDirectory, { strict: false });
    expect((await directory.settings(guild.guildId)).name).toBe('Before');
    await call(app, 'PUT', `/v1/guilds/${guild.guildId}`, guild.adminToken, { name: 'After' });
    await eventually(
      async () => expect((await directory.settings(guild.guildId)).name).toBe('After'),
      WITHIN_MS,
    );
  });
});
