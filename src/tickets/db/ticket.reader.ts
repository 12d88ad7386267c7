import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, DomainError, type Clock } from '#kernel';
import { Database, type Page, type Tx } from '#platform';
import type { Ticket } from '../domain/ticket.js';
import { type QueueDepth, readDepth } from './depth.reader.js';
import { readDetails, readTicket, readTicketId, type TicketDetails } from './one-ticket.reader.js';
import { readPage } from './page.reader.js';
import { readSignals, type TicketSignal } from './signals.reader.js';
import { readSimilar, type SimilarTicket } from './similar.reader.js';
import { digestOf, statusesOf, type TicketFilters } from './ticket-filters.js';
import { keysetOf, type TicketOrder } from './ticket-order.js';
import { LINE_LIST, type TicketLine, type TicketSummary } from './ticket-summary.js';

const SUMMARIES = {
  name: 'tickets_summaries',
  text: `
    SELECT ${LINE_LIST}, ARRAY(
        SELECT DISTINCT p.user_id FROM ticket_parties p WHERE p.guild_id = t.guild_id AND p.ticket_id = t.id
      ) AS parties
    FROM tickets t WHERE t.guild_id = $1 AND t.id = ANY($2::uuid[])`,
};

/**
 * What people see of tickets. The viewer is the person who looks, null for a service: what a person is party
 * to is not there for them, wherever they look (I8).
 */
@Injectable()
export class TicketReader {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** At most `limit` tickets, up to 200; fewer do not mean the end as long as there is a cursor. Throws `bad_cursor`. */
  async page(
    guildId: string,
    viewerId: string | null,
    filters: TicketFilters,
    order: TicketOrder,
    limit: number,
    cursor?: string,
  ): Promise<Page<TicketLine>> {
    if (order === 'queue' && statusesOf(filters).includes('resolved')) throw resolvedHasNoQueue();
    const after = keysetOf(order, digestOf(filters)).decode(guildId, cursor);
    const now = this.clock.now();
    return readPage(this.database, { guildId, viewerId, filters, order, after, now }, limit);
  }

  /** The ticket with this id or number (`1042`, `#1042`). Throws `unknown_ticket`. */
  one(guildId: string, viewerId: string | null, idOrNumber: string): Promise<TicketDetails> {
    return readDetails(this.database, guildId, viewerId, idOrNumber);
  }

  /** The id of a ticket that the viewer may see. Throws `unknown_ticket`. */
  idOf(guildId: string, viewerId: string | null, idOrNumber: string): Promise<string> {
    return readTicketId(this.database, guildId, viewerId, idOrNumber);
  }

  /** Its signals, newest first. Throws `unknown_ticket` and `bad_cursor`. */
  async signals(
    guildId: string,
    viewerId: string | null,
    idOrNumber: string,
    limit: number,
    cursor?: string,
  ): Promise<Page<TicketSignal>> {
    const ticketId = await this.idOf(guildId, viewerId, idOrNumber);
    return readSignals(this.database, guildId, ticketId, limit, cursor);
  }

  /** Tickets like it and how they ended, the closest first. Throws `unknown_ticket`. */
  async similar(
    guildId: string,
    viewerId: string | null,
    idOrNumber: string,
    limit: number,
  ): Promise<SimilarTicket[]> {
    const ticket: Ticket = await readTicket(this.database, guildId, viewerId, idOrNumber);
    return readSimilar(this.database, viewerId, ticket, limit);
  }

  /** The tickets with these ids, in no order. In the transaction, when one is given. */
  summaries(guildId: string, ticketIds: readonly string[], tx: Tx = this.database): Promise<TicketSummary[]> {
    return tx.query<TicketSummary>(SUMMARIES, [guildId, ticketIds]);
  }

  /** Whether an action is on record already. */
  async isRecorded(guildId: string, actionId: string): Promise<boolean> {
    const rows = await this.database.query('SELECT 1 FROM actions a WHERE a.guild_id = $1 AND a.id = $2', [
      guildId,
      actionId,
    ]);
    return rows.length > 0;
  }

  /** Unresolved tickets by stream and status, but for those the viewer is party to. */
  depth(guildId: string, viewerId: string | null): Promise<QueueDepth> {
    return readDepth(this.database, guildId, viewerId);
  }
}

function resolvedHasNoQueue(): DomainError {
  return new DomainError(
    'invalid',
    'order_needs_unresolved',
    'Resolved tickets have no place in the queue. Ask for them with order=newest or order=oldest.',
  );
}
