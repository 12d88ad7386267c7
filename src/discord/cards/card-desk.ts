import { Injectable } from '@nestjs/common';
import { RetryAt } from '#jobs';
import { DiscordRest } from '../api/discord-rest.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { CardAims, type CardAim } from './card-aim.js';
import { CardFailures } from './card-failures.js';
import { noteOf } from './card-note.js';
import { CardThreads } from './card-threads.js';
import { CardStore, type Card } from './db/card.store.js';
import { Pager } from './pager.js';
import { PostedCard } from './posted-card.js';

/**
 * Brings a ticket's card in line with the ticket, whatever happened to either: reads both as they are, and
 * does what is missing. Every step is written down as soon as it is done, so it can stop anywhere.
 */
@Injectable()
export class CardDesk {
  constructor(
    private readonly rest: DiscordRest,
    private readonly mappings: GuildMappings,
    private readonly cards: CardStore,
    private readonly aims: CardAims,
    private readonly posted: PostedCard,
    private readonly threads: CardThreads,
    private readonly pager: Pager,
    private readonly failures: CardFailures,
  ) {}

  /** Tries again what Discord has refused, once whoever runs the guild has seen to it. */
  retryRefused(guildId: string): Promise<void> {
    return this.mappings.sightChanged(guildId);
  }

  async bringInLine(guildId: string, ticketId: string, signal: AbortSignal): Promise<void> {
    if (!this.rest.isSet) return;
    const card = await this.cards.find(guildId, ticketId);
    if (card === null || card.held || card.shown >= card.wanted) return;
    try {
      const aim = await this.aims.of(card);
      if (aim !== null) await this.show(card, aim, signal);
    } catch (error) {
      if (error instanceof RetryAt) throw error;
      await this.failures.note(card, error);
    }
  }

  private async show(card: Card, aim: CardAim, signal: AbortSignal): Promise<void> {
    const { ticket, place } = aim;
    let present = await this.leave(card, aim, signal);
    if (place.channelId === null) {
      await this.pager.call(present, aim, signal);
      await this.cards.settle(present, null, place.why === null ? null : noteOf(place.why));
      return;
    }
    // A ticket that is over before it was ever shown is nothing to look at.
    if (present.messageId === null && ticket.status !== 'resolved') {
      present = await this.posted.send(present, aim, place.channelId, signal);
    }
    const kept = await this.threads.keep(present, ticket, signal);
    await this.pager.call(kept.card, aim, signal);
    const edited = await this.posted.edit(kept.card, aim, place.channelId, signal);
    await this.cards.settle(edited, edited.messageId === null ? null : ticket.version, kept.note);
  }

  /** Takes away what stands where it must not: in another channel, or where a party sees it (I8). */
  private async leave(card: Card, aim: CardAim, signal: AbortSignal): Promise<Card> {
    let present = card;
    const { channelId, messageId } = card;
    if (channelId !== null && messageId !== null && channelId !== aim.place.channelId) {
      const isSeen = aim.channels.isSeenByParty(channelId);
      const isThere = aim.channels.has(channelId);
      if (isThere) await this.posted.remove(channelId, messageId);
      if (isThere && card.threadId !== null) await this.threads.leave(card.threadId, isSeen, signal);
      const stays = isThere && !isSeen && card.threadId !== null;
      present = await this.cards.patch(card, {
        channelId: null,
        messageId: null,
        contentHash: null,
        threadId: null,
        threadState: null,
        ...(stays && { earlierChannelId: channelId, earlierThreadId: card.threadId }),
      });
    }
    const { earlierChannelId, earlierThreadId } = present;
    if (
      earlierChannelId === null ||
      earlierThreadId === null ||
      !aim.channels.isSeenByParty(earlierChannelId)
    )
      return present;
    await this.threads.leave(earlierThreadId, true, signal);
    return this.cards.patch(present, { earlierChannelId: null, earlierThreadId: null });
  }
}
