import { Injectable } from '@nestjs/common';
import { DomainError, type Actor } from '#kernel';
import type { SingleCommand } from './command-options.js';
import type { DueTicket } from './db/due-tickets.reader.js';
import { TicketRefused } from './ticket-refused.js';
import { TicketService } from './ticket.service.js';

const TIMERS: Actor = { type: 'system', id: 'timers' };

/** Commands that Docket gives itself when their time has come. */
@Injectable()
export class TimerCommands {
  constructor(private readonly tickets: TicketService) {}

  /** Someone was quicker, another worker or a moderator: then there is nothing left to do. */
  async give(
    { guildId, ticketId }: DueTicket,
    command: SingleCommand,
    version: number | null = null,
  ): Promise<void> {
    try {
      await this.tickets.execute(guildId, ticketId, command, { actor: TIMERS, version });
    } catch (error) {
      const moved = error instanceof DomainError && error.code === 'unknown_ticket';
      if (!(error instanceof TicketRefused) && !moved) throw error;
    }
  }
}
