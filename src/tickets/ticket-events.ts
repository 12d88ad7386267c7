import { Injectable } from '@nestjs/common';
import type { LoggedEvent } from '#kernel';
import { EventLog } from '#events';
import { Keyset, type Page } from '#platform';
import { TicketReader } from './db/ticket.reader.js';

/** The story of one ticket, out of the log. */
@Injectable()
export class TicketEvents {
  constructor(
    private readonly tickets: TicketReader,
    private readonly log: EventLog,
  ) {}

  /** Its events after a seq, in order. Throws `unknown_ticket` and `bad_cursor`. */
  async page(
    guildId: string,
    viewerId: string | null,
    idOrNumber: string,
    after: bigint,
    limit: number,
    cursor?: string,
  ): Promise<Page<LoggedEvent>> {
    const ticketId = await this.tickets.idOf(guildId, viewerId, idOrNumber);
    const keyset = new Keyset(`events/${ticketId}`, { seq: 'integer' });
    const seen = BigInt(keyset.decode(guildId, cursor)?.seq ?? 0);
    const from = seen > after ? seen : after;
    const events = await this.log.ofTicket(guildId, ticketId, from, limit + 1);
    return keyset.page(
      guildId,
      events,
      limit,
      ({ seq }) => ({ seq: Number(seq) }),
      (event) => event,
    );
  }
}
