import type { Role, Stream } from '#kernel';
import { DEFAULT_MEMBER_SETTINGS, withMemberDefaults, type MemberSettings } from './member-settings.js';

/** Where Docket lives in a guild: ids of channels and roles, and what members are told. */
export interface GuildMapping extends MemberSettings {
  /** The staff channel that shows a stream's cards; a stream without one shows none. */
  readonly channels: Readonly<Partial<Record<Stream, string>>>;
  /** For tickets that someone who sees the stream's channel is party to (I8). */
  readonly restrictedChannelId: string | null;
  /** Private threads with members are made in it. */
  readonly memberChannelId: string | null;
  /** Roles of Discord that make someone staff. Whoever administrates the guild is admin without one. */
  readonly roles: Readonly<Record<Exclude<Role, 'member'>, readonly string[]>>;
  /** Pinged once for an escalation; null: nobody is. */
  readonly pageRoleId: string | null;
  /** Whether members learn how what they sent in ended. */
  readonly outcomeNotices: Readonly<Record<Stream, boolean>>;
}

export const EMPTY_MAPPING: GuildMapping = {
  ...DEFAULT_MEMBER_SETTINGS,
  channels: {},
  restrictedChannelId: null,
  memberChannelId: null,
  roles: { moderator: [], senior: [], admin: [] },
  pageRoleId: null,
  outcomeNotices: { auto_resolve: false, review: true, escalation: true, appeal: true, support: true },
};

/** The mapping in force: what is stored, over what holds without it. */
export function withDefaults(stored: Partial<GuildMapping>): GuildMapping {
  return {
    ...EMPTY_MAPPING,
    ...stored,
    ...withMemberDefaults(stored),
    roles: { ...EMPTY_MAPPING.roles, ...stored.roles },
    outcomeNotices: { ...EMPTY_MAPPING.outcomeNotices, ...stored.outcomeNotices },
  };
}
