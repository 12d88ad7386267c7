import type { Role } from '#kernel';
import type { GuildMapping } from './guild-mapping.js';

/** What Discord says of a member with every interaction. */
export interface MemberFacts {
  readonly roleIds: readonly string[];
  /** Owner of the guild, or with the permission to administrate it. */
  readonly administrates: boolean;
}

const STRONGEST_FIRST = ['admin', 'senior', 'moderator'] as const;

/** A member's role in Docket. Before a guild is set up only those who administrate it have one. */
export function roleOf(member: MemberFacts, mapping: GuildMapping): Role {
  if (member.administrates) return 'admin';
  return (
    STRONGEST_FIRST.find((role) => mapping.roles[role].some((id) => member.roleIds.includes(id))) ?? 'member'
  );
}
