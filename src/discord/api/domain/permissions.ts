/** Permissions as Discord reckons them: https://discord.com/developers/docs/topics/permissions */
export interface RoleFacts {
  readonly id: string;
  /** A bit field in decimal. */
  readonly permissions: string;
}

export interface OverwriteFacts {
  readonly id: string;
  /** 0 for a role, 1 for a member. */
  readonly type: number;
  readonly allow: string;
  readonly deny: string;
}

export interface GuildFacts {
  readonly id: string;
  readonly ownerId: string;
  readonly roles: readonly RoleFacts[];
}

export interface MemberRoles {
  readonly userId: string;
  readonly roleIds: readonly string[];
}

const ADMINISTRATOR = 1n << 3n;
const ROLE = 0;
export const VIEW_CHANNEL = 1n << 10n;
/** Every bit: what owners and administrators may do. */
const ALL = (1n << 64n) - 1n;

/** What a member may do in the guild before any channel has its say. */
export function guildPermissions(guild: GuildFacts, member: MemberRoles): bigint {
  if (member.userId === guild.ownerId) return ALL;
  const permissions = guild.roles
    .filter(({ id }) => id === guild.id || member.roleIds.includes(id))
    .reduce((all, role) => all | BigInt(role.permissions), 0n);
  return (permissions & ADMINISTRATOR) === 0n ? permissions : ALL;
}

/** What a member may do in a channel with these overwrites; a thread has those of its parent. */
export function channelPermissions(
  guild: GuildFacts,
  overwrites: readonly OverwriteFacts[],
  member: MemberRoles,
): bigint {
  const permissions = guildPermissions(guild, member);
  if (permissions === ALL) return ALL;
  const everyone = overwrites.filter(({ id }) => id === guild.id);
  const roles = overwrites.filter(({ id, type }) => type === ROLE && member.roleIds.includes(id));
  const own = overwrites.filter(({ id, type }) => type !== ROLE && id === member.userId);
  return [everyone, roles, own].reduce(overwrite, permissions);
}

/** Of the overwrites of one level, what any of them allows stands against what any of them denies. */
function overwrite(permissions: bigint, level: readonly OverwriteFacts[]): bigint {
  const denied = level.reduce((all, { deny }) => all | BigInt(deny), 0n);
  const allowed = level.reduce((all, { allow }) => all | BigInt(allow), 0n);
  return (permissions & ~denied) | allowed;
}

export function has(permissions: bigint, wanted: bigint): boolean {
  return (permissions & wanted) === wanted;
}
