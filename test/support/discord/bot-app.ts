import type { Config } from '#config';
import type { Role } from '#kernel';
import { startTestApp, type TestApp } from '../app.js';
import { setUpGuild } from './mapping.js';
import { whenRegistered } from './when-registered.js';
import { createGuild, type TestGuild } from '../guild.js';
import { DiscordServer, type Actor, type ChannelHandle, type GuildHandle } from '../discord-server/index.js';
import type { DiscordServerOptions } from '../discord-server/options.js';
import type { RoleHandle } from '../discord-server/actors/handles.js';

export interface BotApp {
  readonly discord: DiscordServer;
  readonly app: TestApp;
  /** The guild as Discord knows it. */
  readonly guild: GuildHandle;
  /** The same guild as Docket knows it. */
  readonly docket: TestGuild;
  readonly roles: Readonly<Record<Exclude<Role, 'member'>, RoleHandle>>;
  /** Staff channels by stream, seen by the roles that work in them. */
  readonly channels: Readonly<
    Record<'review' | 'escalation' | 'appeal' | 'support' | 'restricted', ChannelHandle>
  >;
  /** Where everybody talks, and where private threads with members are made. */
  readonly general: ChannelHandle;
  readonly help: ChannelHandle;
  /** A member with a staff role. */
  staff(name: string, role?: Exclude<Role, 'member'>): Actor;
  member(name: string): Actor;
  /** Throws when the bot sent anything that Discord does not know. */
  close(): Promise<void>;
}

/** The whole of Docket with its bot, connected to a Discord of its own with one guild that is set up. */
export async function startBotApp(
  over: Partial<Config> = {},
  options: DiscordServerOptions = {},
  /** A database to use in place of one of its own. */
  databaseUrl?: string,
): Promise<BotApp> {
  const discord = await DiscordServer.start(options);
  const guild = discord.guild('harbour');
  guild.raiseBot();
  const roles = {
    moderator: guild.role('moderators'),
    senior: guild.role('seniors'),
    admin: guild.role('admins'),
  };
  const all = [roles.moderator, roles.senior, roles.admin];
  const above = [roles.senior, roles.admin];
  const general = guild.channel('general');
  const help = guild.channel('help');
  const channels = {
    review: guild.channel('review', { onlyFor: all }),
    escalation: guild.channel('escalation', { onlyFor: above }),
    appeal: guild.channel('appeals', { onlyFor: above }),
    support: guild.channel('support', { onlyFor: all }),
    restricted: guild.channel('restricted', { onlyFor: [roles.admin] }),
  };
  const app = await startTestApp(
    {
      discord: {
        token: discord.token,
        apiUrl: discord.apiUrl,
        clientId: null,
        clientSecret: null,
        shards: null,
      },
      ...over,
    },
    databaseUrl,
  );
  const docket = await createGuild(app, { guildId: guild.id, name: guild.name });
  await setUpGuild(app, guild.id, {
    channels: {
      review: channels.review.id,
      escalation: channels.escalation.id,
      appeal: channels.appeal.id,
      support: channels.support.id,
    },
    restrictedChannelId: channels.restricted.id,
    memberChannelId: help.id,
    roles: { moderator: [roles.moderator.id], senior: [roles.senior.id], admin: [roles.admin.id] },
    pageRoleId: roles.senior.id,
  });
  await whenRegistered(discord, app);
  return {
    discord,
    app,
    guild,
    docket,
    roles,
    channels,
    general,
    help,
    staff: (name, role = 'moderator') => guild.member(name, { roles: [roles[role]] }),
    member: (name) => guild.member(name),
    close: async () => {
      await app.close();
      await discord.stop();
      discord.assertNoViolations();
    },
  };
}
