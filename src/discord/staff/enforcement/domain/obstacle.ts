import { guildPermissions, has, type GuildFacts, type MemberRoles } from '../../../api/domain/permissions.js';
import type { EnforcedType } from './enforcement.js';

/** Why Discord would refuse the bot. */
export type Obstacle =
  'bot_lacks_permission' | 'member_gone' | 'target_is_owner' | 'target_administrates' | 'target_above_bot';

/** Why it is not done. */
export type Failure = Obstacle | 'discord_refused';

interface RankedGuild extends GuildFacts {
  readonly roles: readonly (GuildFacts['roles'][number] & { readonly position: number })[];
}

const KICK_MEMBERS = 1n << 1n;
const BAN_MEMBERS = 1n << 2n;
const ADMINISTRATOR = 1n << 3n;
const MODERATE_MEMBERS = 1n << 40n;

const NEEDS: Readonly<Partial<Record<EnforcedType, bigint>>> = {
  timeout: MODERATE_MEMBERS,
  kick: KICK_MEMBERS,
  ban: BAN_MEMBERS,
};

/** Permissions of channels are not looked at: whether a message may be removed, Discord says itself. */
export function obstacleOf(
  type: EnforcedType,
  guild: RankedGuild,
  bot: MemberRoles,
  target: MemberRoles | null,
): Obstacle | null {
  const needed = NEEDS[type];
  if (needed !== undefined && !has(guildPermissions(guild, bot), needed)) return 'bot_lacks_permission';
  if (target === null) return type === 'ban' || type === 'message_removal' ? null : 'member_gone';
  if (needed === undefined) return null;
  if (target.userId === guild.ownerId) return 'target_is_owner';
  if (type === 'timeout' && has(guildPermissions(guild, target), ADMINISTRATOR))
    return 'target_administrates';
  return rankOf(guild, bot) > rankOf(guild, target) ? null : 'target_above_bot';
}

function rankOf({ roles }: RankedGuild, { roleIds }: MemberRoles): number {
  return Math.max(0, ...roles.filter(({ id }) => roleIds.includes(id)).map(({ position }) => position));
}
