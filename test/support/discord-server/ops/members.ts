import { AuditLogEvent, GatewayDispatchEvents } from 'discord-api-types/v10';
import { invalidForm, refuse } from '../errors.js';
import { demandAbove, demandAboveRole, demandGuild } from '../world/permissions.js';
import { presentMember, presentUser } from '../world/present.js';
import type { GuildRecord, MemberRecord } from '../world/records.js';
import type { World } from '../world/world.js';
import { audit } from './audit.js';

const MAX_TIMEOUT_MS = 28 * 24 * 3_600_000;

export function addMember(
  world: World,
  guild: GuildRecord,
  userId: string,
  roles: Iterable<string> = [],
): MemberRecord {
  const known = guild.members.get(userId);
  if (known) return known;
  if (guild.bans.has(userId)) throw refuse.userBanned();
  const member: MemberRecord = {
    userId,
    nick: null,
    roles: new Set(roles),
    joinedAt: world.clock.iso(),
    timedOutUntil: null,
  };
  guild.members.set(userId, member);
  if (userId !== world.botId) {
    world.dispatch({
      event: GatewayDispatchEvents.GuildMemberAdd,
      data: { ...presentMember(world, member), guild_id: guild.id },
      guildId: guild.id,
    });
  }
  return member;
}

export function removeMember(world: World, guild: GuildRecord, userId: string): void {
  if (!guild.members.has(userId)) throw refuse.unknownMember();
  if (userId === world.botId) {
    world.dispatch({ event: GatewayDispatchEvents.GuildDelete, data: { id: guild.id }, guildId: guild.id });
    guild.members.delete(userId);
    return;
  }
  guild.members.delete(userId);
  for (const thread of world.threadsOf(guild.id)) thread.thread?.members.delete(userId);
  world.dispatch({
    event: GatewayDispatchEvents.GuildMemberRemove,
    data: { user: presentUser(world.user(userId)), guild_id: guild.id },
    guildId: guild.id,
  });
}

export function tellMember(world: World, guild: GuildRecord, member: MemberRecord): void {
  world.dispatch({
    event: GatewayDispatchEvents.GuildMemberUpdate,
    data: { ...presentMember(world, member), guild_id: guild.id },
    guildId: guild.id,
    aboutBot: member.userId === world.botId,
  });
}

export interface Deed {
  readonly actorId: string;
  readonly reason?: string | null | undefined;
}

export function kick(world: World, guild: GuildRecord, targetId: string, { actorId, reason }: Deed): void {
  demandGuild(world, guild, actorId, 'KickMembers');
  demandAbove(guild, actorId, targetId);
  removeMember(world, guild, targetId);
  audit(world, guild, { action: AuditLogEvent.MemberKick, actorId, targetId, reason });
}

/** Sets or lifts (`until: null`) a timeout without asking who may: AutoMod uses it too. */
export function setTimeoutUntil(
  world: World,
  guild: GuildRecord,
  targetId: string,
  until: number | null,
): MemberRecord {
  const member = world.member(guild.id, targetId);
  member.timedOutUntil = until;
  tellMember(world, guild, member);
  return member;
}

export function timeOut(
  world: World,
  guild: GuildRecord,
  targetId: string,
  until: number | null,
  { actorId, reason }: Deed,
): void {
  demandGuild(world, guild, actorId, 'ModerateMembers');
  const member = world.member(guild.id, targetId);
  demandAbove(guild, actorId, targetId);
  if (until !== null && until - world.clock.now() > MAX_TIMEOUT_MS) {
    throw invalidForm([
      { path: ['communication_disabled_until'], code: 'MEMBER_TIMEOUT_TOO_LONG', message: 'At most 28 days' },
    ]);
  }
  const before = member.timedOutUntil;
  setTimeoutUntil(world, guild, targetId, until);
  audit(world, guild, {
    action: AuditLogEvent.MemberUpdate,
    actorId,
    targetId,
    reason,
    changes: [
      {
        key: 'communication_disabled_until',
        ...(before === null ? {} : { old_value: world.clock.iso(before) }),
        ...(until === null ? {} : { new_value: world.clock.iso(until) }),
      },
    ],
  });
}

export function setRoles(
  world: World,
  guild: GuildRecord,
  targetId: string,
  wanted: readonly string[],
  { actorId, reason }: Deed,
): void {
  demandGuild(world, guild, actorId, 'ManageRoles');
  const member = world.member(guild.id, targetId);
  const added = wanted.filter((id) => !member.roles.has(id));
  const removed = [...member.roles].filter((id) => !wanted.includes(id));
  for (const id of [...added, ...removed]) demandAboveRole(guild, actorId, id);
  if (added.length + removed.length === 0) return;
  for (const id of added) member.roles.add(id);
  for (const id of removed) member.roles.delete(id);
  tellMember(world, guild, member);
  const named = (ids: readonly string[]): unknown =>
    ids.map((id) => ({ id, name: guild.roles.get(id)?.name ?? '' }));
  audit(world, guild, {
    action: AuditLogEvent.MemberRoleUpdate,
    actorId,
    targetId,
    reason,
    changes: [
      ...(added.length > 0 ? [{ key: '$add', new_value: named(added) }] : []),
      ...(removed.length > 0 ? [{ key: '$remove', new_value: named(removed) }] : []),
    ],
  });
}

export function setNick(
  world: World,
  guild: GuildRecord,
  targetId: string,
  nick: string | null,
  { actorId, reason }: Deed,
): void {
  demandGuild(world, guild, actorId, targetId === actorId ? 'ChangeNickname' : 'ManageNicknames');
  const member = world.member(guild.id, targetId);
  if (targetId !== actorId) demandAbove(guild, actorId, targetId);
  const before = member.nick;
  member.nick = nick;
  tellMember(world, guild, member);
  const changes = [{ key: 'nick', old_value: before ?? undefined, new_value: nick ?? undefined }];
  audit(world, guild, { action: AuditLogEvent.MemberUpdate, actorId, targetId, reason, changes });
}
