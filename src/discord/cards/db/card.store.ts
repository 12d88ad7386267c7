import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { Database } from '#platform';

export type ThreadState = 'active' | 'archived' | 'set_aside';

/** What is known of a ticket's card on Discord. */
export interface Card {
  readonly guildId: string;
  readonly ticketId: string;
  readonly wanted: number;
  readonly shown: number;
  readonly shownVersion: number | null;
  readonly shownAt: Date | null;
  readonly contentHash: string | null;
  readonly channelId: string | null;
  readonly messageId: string | null;
  readonly threadId: string | null;
  readonly threadState: ThreadState | null;
  readonly earlierChannelId: string | null;
  readonly earlierThreadId: string | null;
  readonly sendingChannelId: string | null;
  readonly sendingAt: Date | null;
  readonly held: boolean;
  readonly failureCode: string | null;
  readonly failureText: string | null;
  readonly failureAt: Date | null;
  readonly attempts: number;
}

export type CardPatch = Partial<Omit<Card, 'guildId' | 'ticketId' | 'wanted'>>;

const COLUMNS: Readonly<Record<keyof CardPatch, string>> = {
  shown: 'shown',
  shownVersion: 'shown_version',
  shownAt: 'shown_at',
  contentHash: 'content_hash',
  channelId: 'channel_id',
  messageId: 'message_id',
  threadId: 'thread_id',
  threadState: 'thread_state',
  earlierChannelId: 'earlier_channel_id',
  earlierThreadId: 'earlier_thread_id',
  sendingChannelId: 'sending_channel_id',
  sendingAt: 'sending_at',
  held: 'held',
  failureCode: 'failure_code',
  failureText: 'failure_text',
  failureAt: 'failure_at',
  attempts: 'attempts',
};

const LIST = Object.entries(COLUMNS)
  .map(([key, column]) => `c.${column} AS "${key}"`)
  .join(', ');

const FIND = {
  name: 'discord_card',
  text: `
    SELECT c.guild_id AS "guildId", c.ticket_id AS "ticketId", c.wanted, ${LIST} FROM discord_cards c
    WHERE c.guild_id = $1 AND c.ticket_id = $2`,
};

const QUIETEST = `
  SELECT c.ticket_id AS "ticketId", c.thread_id AS "threadId" FROM discord_cards c
  WHERE c.guild_id = $1 AND c.thread_state = 'active' AND c.ticket_id <> $2
  ORDER BY c.updated_at LIMIT $3`;

/** Writes what was done on Discord, each step as soon as it is. */
@Injectable()
export class CardStore {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async find(guildId: string, ticketId: string): Promise<Card | null> {
    const [card] = await this.database.query<Card>(FIND, [guildId, ticketId]);
    return card ?? null;
  }

  /** Answers the card as it is then. */
  async patch(card: Card, patch: CardPatch): Promise<Card> {
    const entries = Object.entries(patch) as [keyof CardPatch, unknown][];
    const sets = entries.map(([key], i) => `${COLUMNS[key]} = $${i + 3}`).join(', ');
    await this.database.query(`UPDATE discord_cards SET ${sets} WHERE guild_id = $1 AND ticket_id = $2`, [
      card.guildId,
      card.ticketId,
      ...entries.map(([, value]) => value),
    ]);
    return { ...card, ...patch };
  }

  /** Everything that was wanted when the card was read is done. `note`: what could not be, and why. */
  settle(
    card: Card,
    shownVersion: number | null,
    note: { code: string; text: string } | null,
  ): Promise<Card> {
    return this.patch(card, {
      shown: card.wanted,
      shownVersion,
      attempts: 0,
      failureCode: note?.code ?? null,
      failureText: note?.text ?? null,
      failureAt: note === null ? null : this.clock.now(),
    });
  }

  /** Cards of the guild whose threads are open, the longest unchanged first. */
  quietest(
    guildId: string,
    exceptId: string,
    limit: number,
  ): Promise<{ ticketId: string; threadId: string }[]> {
    return this.database.query(QUIETEST, [guildId, exceptId, limit]);
  }

  async setAside(guildId: string, ticketId: string): Promise<void> {
    await this.database.query(
      `UPDATE discord_cards SET thread_state = 'set_aside' WHERE guild_id = $1 AND ticket_id = $2`,
      [guildId, ticketId],
    );
  }
}
