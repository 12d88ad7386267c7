import { Injectable } from '@nestjs/common';
import { HandlesDue, type DueWork } from '#jobs';
import { DomainError, type Actor } from '#kernel';
import type { SingleCommand } from './command-options.js';
import { DueTicketsReader, type DuePage, type DueTicket } from './db/due-tickets.reader.js';
import { TicketRefused } from './ticket-refused.js';
import { TicketService } from './ticket.service.js';

const TIMERS: Actor = { type: 'system', id: 'timers' };

/** Wakes tickets when their time has come, at most a second or two late. */
@HandlesDue<DueTicket>({ name: 'tickets.wake', everySeconds: 1 })
@Injectable()
export class TicketWaking implements DueWork<DueTicket> {
  constructor(
    private readonly due: DueTicketsReader,
    private readonly tickets: TicketService,
  ) {}

  find(page: DuePage): Promise<DueTicket[]> {
    return this.due.waking(page);
  }

  handle(ticket: DueTicket): Promise<void> {
    return executeUnlessMoved(this.tickets, ticket, { type: 'wake', cause: 'time' });
  }
}

/** Shows that a claim ran out; nobody could use it any more since the moment it did. */
@HandlesDue<DueTicket>({ name: 'tickets.claims', everySeconds: 10 })
@Injectable()
export class ClaimExpiry implements DueWork<DueTicket> {
  constructor(
    private readonly due: DueTicketsReader,
    private readonly tickets: TicketService,
  ) {}

  find(page: DuePage): Promise<DueTicket[]> {
    return this.due.expiredClaims(page);
  }

  handle(ticket: DueTicket): Promise<void> {
    return executeUnlessMoved(this.tickets, ticket, { type: 'expireClaim' });
  }
}

/** Someone was quicker, another worker or a moderator: then there is nothing left to do. */
async function executeUnlessMoved(
  tickets: TicketService,
  { guildId, ticketId }: DueTicket,
  command: SingleCommand,
): Promise<void> {
  try {
    await tickets.execute(guildId, ticketId, command, { actor: TIMERS, version: null });
  } catch (error) {
    const moved = error instanceof DomainError && error.code === 'unknown_ticket';
    if (!(error instanceof TicketRefused) && !moved) throw error;
  }
}
