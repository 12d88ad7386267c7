import type { TicketCommand } from './commands.js';
import { eventsOf } from './change.js';
import { deadlineAfter } from './deadline.js';
import { pagingAfter } from './paging.js';
import { staleAfter } from './stale.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

/** What every change does to the times at which something falls due on the ticket. */
export function withTimers(
  before: Ticket | null,
  command: TicketCommand,
  result: TransitionResult & { readonly ok: true },
  ctx: TransitionContext,
): TransitionResult {
  if (before?.version === result.ticket.version) return result;
  const timed: Ticket = {
    ...result.ticket,
    ...deadlineAfter(before, result.ticket, ctx),
    ...staleAfter(before, command, result.ticket, ctx),
  };
  const { patch, facts } = pagingAfter(before, command, timed, ctx);
  const ticket: Ticket = { ...timed, ...patch };
  return { ok: true, ticket, events: [...result.events, ...eventsOf(ticket, facts, ctx)] };
}
