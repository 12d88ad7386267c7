import { DomainError } from '#kernel';
import type { Ticket } from './domain/ticket.js';
import type { Refusal } from './domain/transition-context.js';

/** A command that was refused, with the ticket as it stands now. */
export class TicketRefused extends DomainError {
  constructor(
    refusal: Refusal,
    readonly ticket: Ticket,
  ) {
    super(refusal.kind, refusal.code, refusal.message, refusal.details);
    this.name = 'TicketRefused';
  }
}

export function unknownTicket(): DomainError {
  return new DomainError('not_found', 'unknown_ticket', 'There is no such ticket. Check its number.');
}

/** For whoever may not see a ticket there is none (I8): they learn nothing of it by trying to work on it. */
export function refusedAs(refusal: Refusal, ticket: Ticket | null): DomainError {
  if (ticket === null || refusal.code === 'own_ticket') return unknownTicket();
  return new TicketRefused(refusal, ticket);
}
