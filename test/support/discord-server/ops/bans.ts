import { AuditLogEvent, GatewayDispatchEvents, PermissionFlagsBits } from 'discord-api-types/v10';
import type { APIBan } from 'discord-api-types/v10';
import { refuse } from '../errors.js';
import { compareSnowflakes } from '../snowflake.js';
import { demandAbove, demandGuild } from '../world/permissions.js';
import { presentUser } from '../world/present.js';
import type { GuildRecord } from '../world/records.js';
import type { World } from '../world/world.js';
import { audit } from './audit.js';
import { removeMember } from './members.js';
import type { Deed } from './members.js';
import { removeMessage } from './messages.js';

const HEARERS = [PermissionFlagsBits.BanMembers, PermissionFlagsBits.ViewAuditLog];

export interface BanDeed extends Deed {
  readonly deleteMessageSeconds?: number;
}

export function ban(world: World, guild: GuildRecord, targetId: string, deed: BanDeed): void {
  const { actorId, reason = null, deleteMessageSeconds = 0 } = deed;
  demandGuild(world, guild, actorId, 'BanMembers');
  const user = world.user(targetId);
  demandAbove(guild, actorId, targetId);
  guild.bans.set(targetId, { reason });
  if (guild.members.has(targetId)) removeMember(world, guild, targetId);
  const since = world.clock.now() - deleteMessageSeconds * 1000;
  for (const channel of deleteMessageSeconds > 0 ? world.guildChannels(guild.id) : []) {
    for (const record of channel.messages.values()) {
      if (record.authorId === targetId && record.createdAt >= since) removeMessage(world, record);
    }
  }
  world.dispatch({
    event: GatewayDispatchEvents.GuildBanAdd,
    data: { guild_id: guild.id, user: presentUser(user) },
    guildId: guild.id,
    needs: HEARERS,
  });
  audit(world, guild, { action: AuditLogEvent.MemberBanAdd, actorId, targetId, reason });
}

export function unban(world: World, guild: GuildRecord, targetId: string, { actorId, reason }: Deed): void {
  demandGuild(world, guild, actorId, 'BanMembers');
  if (!guild.bans.delete(targetId)) throw refuse.unknownBan();
  world.dispatch({
    event: GatewayDispatchEvents.GuildBanRemove,
    data: { guild_id: guild.id, user: presentUser(world.user(targetId)) },
    guildId: guild.id,
    needs: HEARERS,
  });
  audit(world, guild, { action: AuditLogEvent.MemberBanRemove, actorId, targetId, reason });
}

export interface Page {
  readonly limit: number;
  readonly before: string | null;
  readonly after: string | null;
}

/** Bans in order of user id; `after` starts past an id, `before` ends at one and wins when both are given. */
export function listBans(world: World, guild: GuildRecord, { limit, before, after }: Page): APIBan[] {
  const ids = [...guild.bans.keys()].sort(compareSnowflakes);
  const within = before
    ? ids.filter((id) => compareSnowflakes(id, before) < 0).slice(-limit)
    : ids.filter((id) => !after || compareSnowflakes(id, after) > 0).slice(0, limit);
  return within.map((id) => presentBan(world, guild, id));
}

export function presentBan(world: World, guild: GuildRecord, userId: string): APIBan {
  const found = guild.bans.get(userId);
  if (!found) throw refuse.unknownBan();
  return { reason: found.reason, user: presentUser(world.user(userId)) };
}
