import type { CommandOf } from './commands.js';
import { changed, type Fact, type Patch } from './change.js';
import { activeStatus, homeStream } from './lane.js';
import { NO_OWNER } from './lease.js';
import { LIMITS } from './limits.js';
import { refuse } from './refusals.js';
import { textProblem } from './text.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

export const NOT_RESOLVED = {
  outcome: null,
  resolutionReason: null,
  resolvedByType: null,
  resolvedById: null,
  resolvedAt: null,
  decisionExpiresAt: null,
  waiverReason: null,
} as const;

/** What every way back from a resolution changes. */
export function reopenedIn(stream: Ticket['stream']): Patch {
  return { stream, status: activeStatus(stream), ...NOT_RESOLVED, ...NO_OWNER };
}

/** People do not work in auto_resolve: what they reopen there goes to review. */
export function workedStream(ticket: Ticket): Ticket['stream'] {
  return ticket.stream === 'auto_resolve' ? homeStream(ticket) : ticket.stream;
}

export function reopen(
  ticket: Ticket,
  command: CommandOf<'reopen'>,
  ctx: TransitionContext,
): TransitionResult {
  if (ticket.mergedIntoId !== null) return refuse(ticket, ctx, ...mergedElsewhere(ticket));
  const problem = textProblem(command.reason, LIMITS.reason);
  if (problem !== null) return refuse(ticket, ctx, 'invalid', 'bad_reason', `The reason ${problem}.`);
  if (ctx.sameThingIsOpen) {
    const message =
      'Another ticket about the same thing has been opened since. Work on that one: it is found by its subject.';
    return refuse(ticket, ctx, 'conflict', 'same_thing_open', message);
  }
  const stream = workedStream(ticket);
  return changed(ticket, reopenedIn(stream), [reopenedFact(ticket, stream, 'command', command.reason)], ctx);
}

export function reopenedFact(
  ticket: Ticket,
  stream: Ticket['stream'],
  cause: string,
  reason: string | null = null,
): Fact {
  return {
    type: 'ticket.reopened',
    reason,
    payload: {
      fromStream: ticket.stream,
      stream,
      status: activeStatus(stream),
      cause,
      outcome: ticket.outcome,
      resolvedById: ticket.resolvedById,
    },
  };
}

/** A merged ticket has given its signals away: there is nothing left here to work on. */
export function mergedElsewhere(ticket: Ticket) {
  return [
    'conflict',
    'merged_elsewhere',
    'This ticket was merged into another. Work on that one, or split signals off it.',
    { mergedIntoId: ticket.mergedIntoId },
  ] as const;
}
