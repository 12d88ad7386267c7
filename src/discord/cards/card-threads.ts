import { Injectable } from '@nestjs/common';
import { truncateText } from '#kernel';
import type { Ticket } from '#tickets';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { Threads } from '../api/threads.js';
import { plain } from '../text/quote.js';
import { noteOf, type CardNote } from './card-note.js';
import { CardStore, type Card } from './db/card.store.js';

const LONGEST_NAME = 100;
const TOO_MANY_ACTIVE = 160_006;
const ROOM_FOR = 5;

export interface ThreadStep {
  readonly card: Card;
  readonly note: CardNote | null;
}

/** The thread on a card, for talk: open while the ticket is, archived when it is resolved. */
@Injectable()
export class CardThreads {
  constructor(
    private readonly cards: CardStore,
    private readonly threads: Threads,
  ) {}

  /** A card does without a thread where there can be none, and says so. */
  async keep(card: Card, ticket: Ticket, signal: AbortSignal): Promise<ThreadStep> {
    const isOpen = ticket.status !== 'resolved';
    try {
      if (card.threadId === null) return isOpen ? await this.start(card, ticket, signal) : done(card);
      if (isOpen && card.threadState === 'archived') {
        const { threadId } = card;
        await this.withRoom(card, signal, () => this.threads.change(threadId, { archived: false }, signal));
        return done(await this.cards.patch(card, { threadState: 'active' }));
      }
      if (!isOpen && card.threadState === 'active') {
        await this.threads.change(card.threadId, { archived: true }, signal);
        return done(await this.cards.patch(card, { threadState: 'archived' }));
      }
      return done(card);
    } catch (error) {
      return this.without(card, error);
    }
  }

  /** Takes the thread away from who must not see it, or closes it where it may stay. */
  async leave(threadId: string, isSeenByParty: boolean, signal: AbortSignal): Promise<void> {
    try {
      if (isSeenByParty) await this.threads.delete(threadId, signal);
      else await this.threads.change(threadId, { archived: true, locked: true }, signal);
    } catch (error) {
      if (!(error instanceof DiscordCallFailed) || error.failure !== 'gone') throw error;
    }
  }

  private async start(card: Card, ticket: Ticket, signal: AbortSignal): Promise<ThreadStep> {
    const { channelId, messageId } = card;
    if (channelId === null || messageId === null) return done(card);
    // Refused before, and nothing has changed on Discord since.
    if (card.failureCode === 'no_thread') return { card, note: noteOf('no_thread') };
    const name = truncateText(`#${ticket.number} · ${plain(ticket.title)}`, LONGEST_NAME);
    const threadId = await this.withRoom(card, signal, () =>
      this.threads.startOn(channelId, messageId, name, signal),
    );
    return done(await this.cards.patch(card, { threadId, threadState: 'active' }));
  }

  /** At the guild's limit of active threads, those of the tickets that rest the longest make room. */
  private async withRoom<T>(card: Card, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof DiscordCallFailed) || error.code !== TOO_MANY_ACTIVE) throw error;
      for (const { ticketId, threadId } of await this.cards.quietest(card.guildId, card.ticketId, ROOM_FOR)) {
        await this.setAside(card.guildId, ticketId, threadId, signal);
      }
      return await call();
    }
  }

  private async setAside(
    guildId: string,
    ticketId: string,
    threadId: string,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.threads.change(threadId, { archived: true }, signal);
    } catch (error) {
      if (!(error instanceof DiscordCallFailed) || error.failure === 'retry') throw error;
    }
    await this.cards.setAside(guildId, ticketId);
  }

  private async without(card: Card, error: unknown): Promise<ThreadStep> {
    if (!(error instanceof DiscordCallFailed)) throw error;
    if (error.code === TOO_MANY_ACTIVE) return { card, note: noteOf('threads_full') };
    if (error.failure === 'gone' && card.threadId !== null) {
      // It is missed the next time the card is looked at.
      return done(await this.cards.patch(card, { threadId: null, threadState: null }));
    }
    if (error.failure === 'refused') return { card, note: noteOf('no_thread') };
    throw error;
  }
}

function done(card: Card): ThreadStep {
  return { card, note: null };
}
