import type { Stream } from '#kernel';
import type { GuildMapping } from '../../../mapping/domain/guild-mapping.js';

/** Where a ticket's card belongs; without a channel `why` says what keeps it out, null when nothing has to. */
export type Place =
  | { readonly channelId: string }
  | { readonly channelId: null; readonly why: 'no_channel' | 'channel_gone' | 'parties_see_all' | null };

/** The channels of a guild, by what a card may not stand in. */
export interface Channels {
  has(channelId: string): boolean;
  /** Whether someone who is party to the ticket sees it. */
  isSeenByParty(channelId: string): boolean;
}

/**
 * The first of the stream's channel, the escalation channel and the restricted one that nobody who is party
 * to the ticket sees (I8). Streams without a channel of their own show no cards, but for escalations, which
 * the restricted channel takes.
 */
export function choosePlace(
  stream: Stream,
  mapping: Pick<GuildMapping, 'channels' | 'restrictedChannelId'>,
  guild: Channels,
): Place {
  const { channels, restrictedChannelId } = mapping;
  const own = channels[stream] ?? (stream === 'escalation' ? restrictedChannelId : null);
  if (own === null) return { channelId: null, why: stream === 'auto_resolve' ? null : 'no_channel' };
  if (!guild.has(own)) return { channelId: null, why: 'channel_gone' };
  const candidates = [own, channels.escalation, restrictedChannelId];
  const free = candidates
    .filter((id) => id !== null && id !== undefined)
    .find((id) => guild.has(id) && !guild.isSeenByParty(id));
  return free === undefined ? { channelId: null, why: 'parties_see_all' } : { channelId: free };
}
