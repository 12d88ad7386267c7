import { GatewayDispatchEvents, RoleFlags } from 'discord-api-types/v10';
import type { APIRole } from 'discord-api-types/v10';
import { bits, canSee, EVERYONE_DEFAULT } from '../world/permissions.js';
import { presentChannel, presentGuild, presentMember } from '../world/present.js';
import type { GuildRecord, UserRecord } from '../world/records.js';
import type { World } from '../world/world.js';

export function addUser(world: World, input: Pick<UserRecord, 'username'> & Partial<UserRecord>): UserRecord {
  const user: UserRecord = {
    id: world.ids.next(),
    globalName: null,
    bot: false,
    directMessages: 'open',
    locale: 'en-US',
    ...input,
  };
  world.users.set(user.id, user);
  return user;
}

export interface NewRole {
  readonly name: string;
  readonly permissions: bigint;
  readonly id?: string;
  readonly position?: number;
  readonly mentionable?: boolean;
  readonly hoist?: boolean;
  readonly color?: number;
  readonly botId?: string;
}

export function addRole(world: World, guild: GuildRecord, input: NewRole): APIRole {
  const color = input.color ?? 0;
  const role: APIRole = {
    id: input.id ?? world.ids.next(),
    name: input.name,
    color,
    colors: { primary_color: color, secondary_color: null, tertiary_color: null },
    hoist: input.hoist ?? false,
    icon: null,
    unicode_emoji: null,
    position: input.position ?? guild.roles.size,
    permissions: input.permissions.toString(),
    managed: input.botId !== undefined,
    mentionable: input.mentionable ?? false,
    flags: 0 as RoleFlags,
    ...(input.botId ? { tags: { bot_id: input.botId } } : {}),
  };
  guild.roles.set(role.id, role);
  world.dispatch({
    event: GatewayDispatchEvents.GuildRoleCreate,
    data: { guild_id: guild.id, role },
    guildId: guild.id,
  });
  return role;
}

export function addGuild(
  world: World,
  input: { name: string; ownerId: string; activeThreadLimit: number; id?: string },
): GuildRecord {
  const id = input.id ?? world.ids.next();
  const guild: GuildRecord = {
    id,
    name: input.name,
    ownerId: input.ownerId,
    locale: 'en-US',
    features: ['COMMUNITY'],
    roles: new Map(),
    members: new Map(),
    bans: new Map(),
    auditLog: [],
    autoModRules: new Map(),
    activeThreadLimit: input.activeThreadLimit,
  };
  world.guilds.set(id, guild);
  addRole(world, guild, { id, name: '@everyone', permissions: bits(EVERYONE_DEFAULT), position: 0 });
  return guild;
}

/** Everything GUILD_CREATE tells a bot that connects or joins; members beyond itself need GUILD_MEMBERS. */
export function guildCreatePayload(
  world: World,
  guild: GuildRecord,
  allMembers: boolean,
): Record<string, unknown> {
  const channels = world.guildChannels(guild.id);
  const bot = guild.members.get(world.botId);
  const members = allMembers ? [...guild.members.values()] : bot ? [bot] : [];
  return {
    ...presentGuild(guild),
    joined_at: bot?.joinedAt ?? world.clock.iso(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: members.map((member) => presentMember(world, member)),
    channels: channels.filter((one) => !one.thread).map((one) => presentChannel(world, one)),
    threads: channels
      .filter((one) => one.thread && !one.thread.archived && canSee(world, one, world.botId))
      .map((one) => presentChannel(world, one)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** The bot enters a guild: its managed role, its membership, and a GUILD_CREATE for whoever is connected. */
export function installBot(world: World, guild: GuildRecord, permissions: bigint): void {
  const role = addRole(world, guild, { name: world.application.name, permissions, botId: world.botId });
  guild.members.set(world.botId, {
    userId: world.botId,
    nick: null,
    roles: new Set([role.id]),
    joinedAt: world.clock.iso(),
    timedOutUntil: null,
  });
  world.dispatch({
    event: GatewayDispatchEvents.GuildCreate,
    data: guildCreatePayload(world, guild, true),
    guildId: guild.id,
  });
}
