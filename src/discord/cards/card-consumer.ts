import { Injectable } from '@nestjs/common';
import { ConsumesLog, type LogConsumer } from '#events';
import { Jobs } from '#jobs';
import type { LoggedEvent } from '#kernel';
import type { Tx } from '#platform';
import { TicketReader } from '#tickets';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { cardRequest } from './card-requests.js';
import { CardMarks } from './db/card-marks.js';
import { PageStore } from './db/page.store.js';

/** What happened to a ticket makes its card one to look at, and some of it calls someone. */
@ConsumesLog({ name: 'discord.cards' })
@Injectable()
export class CardConsumer implements LogConsumer {
  constructor(
    private readonly tickets: TicketReader,
    private readonly mappings: GuildMappings,
    private readonly marks: CardMarks,
    private readonly pages: PageStore,
    private readonly jobs: Jobs,
  ) {}

  async consume(
    tx: Tx,
    guildId: string,
    events: readonly LoggedEvent[],
  ): Promise<(() => Promise<void>) | null> {
    const ids = [...new Set(events.map(({ ticketId }) => ticketId))];
    const [tickets, mapping] = await Promise.all([
      this.tickets.summaries(guildId, ids, tx),
      this.mappings.of(guildId),
    ]);
    // Most tickets are closed by a rule and never looked at: they have no card where no channel shows them.
    const showsClosed = mapping?.channels.auto_resolve !== undefined;
    const marked = await this.marks.mark(
      guildId,
      tickets.map(({ id, stream }) => ({ ticketId: id, isShown: showsClosed || stream !== 'auto_resolve' })),
      tx,
    );
    // Whatever escalates a ticket says so in the same change, and so does each further call.
    await this.pages.want(
      tx,
      guildId,
      events.filter(({ type }) => type === 'ticket.paged'),
    );
    const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    return async () => {
      await this.jobs.addMany(marked.map((id) => cardRequest(guildId, id, byId.get(id))));
    };
  }
}
