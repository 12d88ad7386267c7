import type { Stream } from '#kernel';
import type { GuildMapping } from '../../mapping/domain/guild-mapping.js';

/** A channel that Docket works in: of a stream, for restricted tickets, or where it meets members. */
export type ChannelUse = Exclude<Stream, 'auto_resolve'> | 'restricted' | 'members';

export const CHANNEL_USES = ['review', 'escalation', 'appeal', 'support', 'restricted', 'members'] as const;

interface Present {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
}

/** What a channel that `/setup start` makes is called; a channel of that name in Docket's category is taken as it. */
export const CATEGORY_NAME = 'Docket';
export const CHANNEL_NAMES: Readonly<Record<ChannelUse, string>> = {
  review: 'docket-review',
  escalation: 'docket-escalations',
  appeal: 'docket-appeals',
  support: 'docket-support',
  restricted: 'docket-restricted',
  members: 'docket-help',
};

const SEEN_BY: Readonly<Record<Exclude<ChannelUse, 'members'>, readonly (keyof GuildMapping['roles'])[]>> = {
  review: ['moderator', 'senior', 'admin'],
  support: ['moderator', 'senior', 'admin'],
  escalation: ['senior', 'admin'],
  appeal: ['senior', 'admin'],
  restricted: ['admin'],
};

export interface ChannelPlan {
  readonly use: ChannelUse;
  /** One that is there and fits; null: one is to be made. */
  readonly channelId: string | null;
  /** Whether it stands in the mapping already. */
  readonly isMapped: boolean;
}

/** For each use a channel: the mapped one while it exists, else one of its name, else a new one. */
export function planChannels(mapping: GuildMapping, present: readonly Present[]): ChannelPlan[] {
  const category = present.find(({ name, parentId }) => name === CATEGORY_NAME && parentId === null);
  return CHANNEL_USES.map((use) => {
    const mapped = mappedChannel(mapping, use);
    if (mapped !== null && present.some(({ id }) => id === mapped)) {
      return { use, channelId: mapped, isMapped: true };
    }
    const named = present.find(
      ({ name, parentId }) =>
        name === CHANNEL_NAMES[use] && category !== undefined && parentId === category.id,
    );
    return { use, channelId: named?.id ?? null, isMapped: false };
  });
}

export function mappedChannel(mapping: GuildMapping, use: ChannelUse): string | null {
  if (use === 'restricted') return mapping.restrictedChannelId;
  if (use === 'members') return mapping.memberChannelId;
  return mapping.channels[use] ?? null;
}

/** The part of a mapping that gives a use its channel. */
export function mapChannel(mapping: GuildMapping, use: ChannelUse, channelId: string): Partial<GuildMapping> {
  if (use === 'restricted') return { restrictedChannelId: channelId };
  if (use === 'members') return { memberChannelId: channelId };
  return { channels: { ...mapping.channels, [use]: channelId } };
}

/** The roles that see a new channel; null: everyone. */
export function rolesThatSee(mapping: GuildMapping, use: ChannelUse): readonly string[] | null {
  if (use === 'members') return null;
  return [...new Set(SEEN_BY[use].flatMap((role) => mapping.roles[role]))];
}
