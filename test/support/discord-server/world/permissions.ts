import { ChannelType, OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { refuse } from '../errors.js';
import type { ChannelRecord, GuildRecord } from './records.js';
import type { World } from './world.js';

export type PermissionName = keyof typeof PermissionFlagsBits;

export const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** All a timed-out member keeps. */
const WHILE_TIMED_OUT = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;

/** What `@everyone` may do in a new guild. */
export const EVERYONE_DEFAULT: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'ReadMessageHistory',
  'AddReactions',
  'AttachFiles',
  'EmbedLinks',
  'UseApplicationCommands',
  'CreatePublicThreads',
  'CreateInstantInvite',
  'ChangeNickname',
];

export function bits(names: readonly PermissionName[]): bigint {
  return names.reduce((all, name) => all | PermissionFlagsBits[name], 0n);
}

export function has(permissions: bigint, wanted: bigint): boolean {
  return (permissions & wanted) === wanted;
}

function withImplied(world: World, guild: GuildRecord, userId: string, permissions: bigint): bigint {
  if (has(permissions, PermissionFlagsBits.Administrator)) return ALL_PERMISSIONS;
  return isTimedOut(world, guild, userId) ? permissions & WHILE_TIMED_OUT : permissions;
}

export function isTimedOut(world: World, guild: GuildRecord, userId: string): boolean {
  const until = guild.members.get(userId)?.timedOutUntil ?? null;
  return until !== null && until > world.clock.now();
}

function rolePermissions(guild: GuildRecord, userId: string): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  let permissions = BigInt(guild.roles.get(guild.id)?.permissions ?? '0');
  for (const id of member.roles) permissions |= BigInt(guild.roles.get(id)?.permissions ?? '0');
  return permissions;
}

/** What a member may do in the guild before any channel has its say. */
export function guildPermissions(world: World, guild: GuildRecord, userId: string): bigint {
  if (guild.ownerId === userId && guild.members.has(userId)) return ALL_PERMISSIONS;
  return withImplied(world, guild, userId, rolePermissions(guild, userId));
}

/** The overwrites a channel follows: a thread follows its parent. */
function ruling(world: World, channel: ChannelRecord): ChannelRecord {
  return channel.thread && channel.parentId ? world.channel(channel.parentId) : channel;
}

/** Discord's order: base, @everyone's overwrite, all role denies, all role allows, the member's own. */
export function channelPermissions(world: World, channel: ChannelRecord, userId: string): bigint {
  if (channel.guildId === null)
    return channel.recipients.includes(userId) || userId === world.botId ? ALL_PERMISSIONS : 0n;
  const guild = world.guild(channel.guildId);
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  let permissions = rolePermissions(guild, userId);
  if (has(permissions, PermissionFlagsBits.Administrator)) return ALL_PERMISSIONS;
  const { overwrites } = ruling(world, channel);
  const apply = (allow: bigint, deny: bigint): void => {
    permissions = (permissions & ~deny) | allow;
  };
  const everyone = overwrites.get(guild.id);
  if (everyone) apply(BigInt(everyone.allow), BigInt(everyone.deny));
  let allow = 0n;
  let deny = 0n;
  for (const id of member.roles) {
    const overwrite = overwrites.get(id);
    if (overwrite?.type !== OverwriteType.Role) continue;
    allow |= BigInt(overwrite.allow);
    deny |= BigInt(overwrite.deny);
  }
  apply(allow, deny);
  const own = overwrites.get(userId);
  if (own?.type === OverwriteType.Member) apply(BigInt(own.allow), BigInt(own.deny));
  return withoutLost(withImplied(world, guild, userId, permissions), channel);
}

/** Who cannot see a channel can do nothing in it; who cannot speak cannot mention, attach or embed. */
function withoutLost(permissions: bigint, channel: ChannelRecord): bigint {
  if (!has(permissions, PermissionFlagsBits.ViewChannel)) return 0n;
  const speak = channel.thread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  if (has(permissions, speak)) return permissions;
  return permissions & ~bits(['MentionEveryone', 'SendTTSMessages', 'AttachFiles', 'EmbedLinks']);
}

/** May they see it: the channel's permissions, and for a private thread membership or MANAGE_THREADS. */
export function canSee(world: World, channel: ChannelRecord, userId: string): boolean {
  const permissions = channelPermissions(world, channel, userId);
  if (!has(permissions, PermissionFlagsBits.ViewChannel)) return false;
  if (channel.type !== ChannelType.PrivateThread) return true;
  return channel.thread?.members.has(userId) === true || has(permissions, PermissionFlagsBits.ManageThreads);
}

export function demandGuild(
  world: World,
  guild: GuildRecord,
  userId: string,
  ...names: PermissionName[]
): void {
  if (!guild.members.has(userId)) throw refuse.missingAccess();
  if (!has(guildPermissions(world, guild, userId), bits(names))) throw refuse.missingPermissions();
}

export function demandChannel(
  world: World,
  channel: ChannelRecord,
  userId: string,
  ...names: PermissionName[]
): void {
  if (!canSee(world, channel, userId)) throw refuse.missingAccess();
  if (!has(channelPermissions(world, channel, userId), bits(names))) throw refuse.missingPermissions();
}

function highestRole(guild: GuildRecord, userId: string): number {
  const member = guild.members.get(userId);
  return Math.max(0, ...[...(member?.roles ?? [])].map((id) => guild.roles.get(id)?.position ?? 0));
}

/** Nobody acts on their equals or betters, and nobody on the owner. */
export function demandAbove(guild: GuildRecord, actorId: string, targetId: string): void {
  if (guild.ownerId === actorId) return;
  const outranked =
    highestRole(guild, actorId) <= highestRole(guild, targetId) && guild.members.has(targetId);
  if (guild.ownerId === targetId || outranked) throw refuse.missingPermissions();
}

export function demandAboveRole(guild: GuildRecord, actorId: string, roleId: string): void {
  const role = guild.roles.get(roleId);
  if (!role) throw refuse.unknownRole();
  if (role.managed) throw refuse.missingPermissions();
  if (guild.ownerId !== actorId && highestRole(guild, actorId) <= role.position)
    throw refuse.missingPermissions();
}
