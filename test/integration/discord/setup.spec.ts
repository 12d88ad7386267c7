import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform';
import { GuildMappings } from '../../../src/discord/mapping/guild-mappings.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { DiscordServer, type GuildHandle } from '../../support/discord-server/index.js';
import { whenRegistered } from '../../support/discord/when-registered.js';
import { BOT_PERMISSIONS } from '../../support/discord-server/options.js';
import { eventually } from '../../support/eventually.js';

let discord: DiscordServer;
let app: TestApp;

beforeAll(async () => {
  discord = await DiscordServer.start();
  app = await startTestApp({
    discord: {
      token: discord.token,
      apiUrl: discord.apiUrl,
      clientId: null,
      clientSecret: null,
      shards: null,
    },
  });
  await whenRegistered(discord, app);
});

afterAll(async () => {
  await app.close();
  await discord.stop();
  discord.assertNoViolations();
});

interface NewServer {
  readonly guild: GuildHandle;
  readonly roles: { readonly moderators: Role; readonly seniors: Role; readonly admins: Role };
}
type Role = ReturnType<GuildHandle['role']>;

function newServer(name: string): NewServer {
  const guild = discord.guild(name);
  guild.channel('general');
  const roles = {
    moderators: guild.role('moderators'),
    seniors: guild.role('seniors'),
    admins: guild.role('admins'),
  };
  guild.raiseBot();
  return { guild, roles };
}

async function setUp({ guild, roles }: NewServer): Promise<string> {
  const handle = await guild.owner.command('setup start', { options: { ...roles } });
  return (await handle.reply()).content;
}

const mappingOf = (guild: GuildHandle) => app.app.get(GuildMappings, { strict: false }).of(guild.id);

describe('/setup start', () => {
  it('makes what is missing, for the roles that work there, and finds all well', async () => {
    const server = newServer('cove');
    const said = await setUp(server);
    expect(said).toContain('Docket now uses these channels');
    expect(said).toContain('All is well');
    const mapping = await mappingOf(server.guild);
    expect(mapping).toMatchObject({
      roles: { moderator: [server.roles.moderators.id], senior: [server.roles.seniors.id] },
      pageRoleId: server.roles.seniors.id,
    });
    const seen = (channelId: string | null | undefined, who: { readonly id: string }) =>
      server.guild.channelById(channelId ?? '')?.visibleTo(who) ?? null;
    const mod = server.guild.member('mo', { roles: [server.roles.moderators] });
    const admin = server.guild.member('ada', { roles: [server.roles.admins] });
    const tom = server.guild.member('tom');
    expect([mod, admin, tom].map((who) => seen(mapping?.channels.review, who))).toEqual([true, true, false]);
    expect([mod, admin, tom].map((who) => seen(mapping?.channels.escalation, who))).toEqual([
      false,
      true,
      false,
    ]);
    expect([mod, admin, tom].map((who) => seen(mapping?.restrictedChannelId, who))).toEqual([
      false,
      true,
      false,
    ]);
    expect(seen(mapping?.memberChannelId, tom)).toBe(true);
  });

  it('makes nothing twice, and makes again what was deleted', async () => {
    const server = newServer('reef');
    await setUp(server);
    const before = await mappingOf(server.guild);
    expect(await setUp(server)).toContain('All channels are there already.');
    server.guild.deleteChannel({ id: before?.channels.appeal ?? '' });
    const said = await setUp(server);
    expect(said).toContain('Appeals');
    expect(said).not.toContain('Review');
    const after = await mappingOf(server.guild);
    expect(after?.channels.review).toBe(before?.channels.review);
    expect(after?.channels.appeal).not.toBe(before?.channels.appeal);
  });

  it('says what it lacks, and goes on from there', async () => {
    const server = newServer('shoal');
    server.guild.setBotPermissions(BOT_PERMISSIONS.filter((name) => name !== 'ManageChannels'));
    const said = await setUp(server);
    expect(said).toContain('Give my role Manage Channels');
    server.guild.setBotPermissions(BOT_PERMISSIONS);
    expect(await setUp(server)).toContain('All is well');
  });

  it('is for who administrates the server', async () => {
    const { guild, roles } = newServer('strait');
    const handle = await guild.member('eve').command('setup start', { options: { ...roles } });
    expect((await handle.reply()).content).toContain('needs the role admin');
    expect(await mappingOf(guild)).toBeNull();
  });

  it('knows the team at once, and from where to read on what it will miss', async () => {
    const server = newServer('strand');
    const mo = server.guild.member('mo', { roles: [server.roles.moderators] });
    await setUp(server);
    const database = app.app.get(Database);
    await eventually(async () => {
      const team = await database.query(
        'SELECT role FROM staff_members WHERE guild_id = $1 AND user_id = $2',
        [server.guild.id, mo.id],
      );
      expect(team).toEqual([{ role: 'moderator' }]);
    });
    const rows = await database.query('SELECT 1 FROM discord_catch_ups WHERE guild_id = $1', [
      server.guild.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('registers the guild, so that the API knows it', async () => {
    const server = newServer('sound');
    await setUp(server);
    const { status, body } = await call(app, 'GET', `/v1/guilds/${server.guild.id}`, app.adminToken);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: server.guild.id, name: 'sound' });
  });
});

describe('/setup', () => {
  it('changes one thing at a time and shows all of them', async () => {
    const server = newServer('firth');
    await setUp(server);
    const { guild, roles } = server;
    const own = guild.channel('our-reviews', { onlyFor: [roles.moderators] });
    const change = async (words: string, options: Record<string, unknown>) =>
      (await (await guild.owner.command(words, { options: options as never })).reply()).content;
    expect(await change('setup channel', { for: 'review', channel: own })).toContain('Saved.');
    expect(await change('setup notices', { stream: 'review', told: false })).toContain('Saved.');
    expect(await change('setup roles', { page: roles.moderators })).toContain('Saved.');
    expect(await change('setup roles', {})).toContain('nothing was changed');
    const rules = { 'window-days': 30, 'cooldown-days': 0, question1: 'Why *you*?' };
    expect(await change('setup appeals', rules)).toContain('Saved.');
    expect(await change('setup appeals', {})).toContain('nothing was changed');
    expect(await change('setup topics', { names: ' , ' })).toContain('between 1 and 25 topics');
    expect(await change('setup topics', { names: 'Account, Shop & prizes' })).toContain('Saved.');
    expect(await mappingOf(guild)).toMatchObject({
      appeals: { windowDays: 30, attempts: 2, cooldownDays: 0, questions: ['Why *you*?'] },
      supportTopics: [
        { id: 'account', name: 'Account' },
        { id: 'shop_prizes', name: 'Shop & prizes' },
      ],
    });
    const shown = await change('setup show', {});
    expect(shown).toContain('Appeals: within 30 days, 2 attempts, 0 days apart\n> Why \\*you\\*?');
    expect(shown).toContain('Help is asked for about: Account, Shop & prizes');
    expect(await change('setup appeals', { 'own-questions': true })).toContain('Saved.');
    expect((await mappingOf(guild))?.appeals.questions).toEqual([]);
    expect(shown).toContain(`Review: <#${own.id}>`);
    expect(shown).toContain(`Paged for escalations: <@&${roles.moderators.id}>`);
    expect(shown).toContain('Members learn the outcome in: Escalations, Appeals, Support');
    expect(await mappingOf(guild)).toMatchObject({
      channels: { review: own.id },
      roles: { moderator: [roles.moderators.id], admin: [roles.admins.id] },
    });
  });
});

describe('/doctor', () => {
  it('lists what is missing with its fix, and the API tells the same', async () => {
    const server = newServer('bight');
    await setUp(server);
    const { guild } = server;
    guild.setBotPermissions(BOT_PERMISSIONS.filter((name) => name !== 'BanMembers'));
    const handle = await guild.owner.command('doctor');
    const { content } = await handle.reply();
    expect(content).toContain('I lack the permission Ban Members');
    expect(content).toContain('Give my role the permission Ban Members');
    const { body } = await call(app, 'GET', `/v1/guilds/${guild.id}/doctor`, app.adminToken);
    expect(body).toMatchObject({
      healthy: false,
      findings: [{ code: 'missing_permission', severity: 'limited' }],
    });
  });

  it('I12: shows hostile names of channels as they are written', async () => {
    const server = newServer('gulf');
    await setUp(server);
    const { guild } = server;
    const trap = guild.channel('@everyone-[free](https://evil.example)');
    const handle = await guild.owner.command('setup channel', { options: { for: 'review', channel: trap } });
    const reply = await handle.reply();
    expect(reply.content).toContain('\\@everyone\\-\\[free\\]');
    expect(reply.pings).toMatchObject({ everyone: false });
  });

  it('says that the bot is not in a server', async () => {
    const { guild } = newServer('inlet');
    await setUp({ guild, roles: newServer('inlet').roles });
    guild.removeBot();
    const { body } = await call(app, 'GET', `/v1/guilds/${guild.id}/doctor`, app.adminToken);
    expect(body).toMatchObject({ findings: [{ code: 'bot_not_in_guild' }] });
  });
});
