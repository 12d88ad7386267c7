import type { CommandOf } from './commands.js';
import { changed } from './change.js';
import { homeStream } from './lane.js';
import { NO_OWNER } from './lease.js';
import { LIMITS } from './limits.js';
import { refuse } from './refusals.js';
import { textProblem } from './text.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';
import { NOT_WAITING } from './waiting.js';

/** Clears the owner: an escalation starts with nobody, and a senior takes it. */
export function escalate(
  ticket: Ticket,
  command: CommandOf<'escalate'>,
  ctx: TransitionContext,
): TransitionResult {
  const problem = textProblem(command.reason, LIMITS.reason);
  if (problem !== null) return refuse(ticket, ctx, 'invalid', 'bad_reason', `The reason ${problem}.`);
  return changed(
    ticket,
    { stream: 'escalation', status: 'escalated', ...NO_OWNER, ...NOT_WAITING },
    [
      {
        type: 'ticket.escalated',
        reason: command.reason,
        payload: {
          fromStream: ticket.stream,
          stream: 'escalation',
          status: 'escalated',
          cause: 'command',
          previousOwnerId: ticket.ownerId ?? undefined,
        },
      },
    ],
    ctx,
  );
}

/** Back to where such tickets are worked: review, or appeal and support for what came from there. */
export function deescalate(
  ticket: Ticket,
  command: CommandOf<'deescalate'>,
  ctx: TransitionContext,
): TransitionResult {
  const problem = textProblem(command.reason, LIMITS.reason);
  if (problem !== null) return refuse(ticket, ctx, 'invalid', 'bad_reason', `The reason ${problem}.`);
  const stream = homeStream(ticket);
  return changed(
    ticket,
    { stream, status: 'open' },
    [
      {
        type: 'ticket.deescalated',
        reason: command.reason,
        payload: { fromStream: ticket.stream, stream, status: 'open' },
      },
    ],
    ctx,
  );
}
