import type { CommandOf } from './commands.js';
import { changed, type Patch } from './change.js';
import { activeStatus } from './lane.js';
import { LIMITS } from './limits.js';
import { refuse } from './refusals.js';
import { textProblem } from './text.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

const DAY_MS = 86_400_000;

export const NOT_WAITING = { waitFor: null, waitUntil: null } as const;

/** Snoozing is waiting for a time; waiting for somebody may have a time too, past which it wakes. */
export function wait(ticket: Ticket, command: CommandOf<'wait'>, ctx: TransitionContext): TransitionResult {
  const { until, reason } = command;
  const problem = untilProblem(command, ctx);
  if (problem !== null) return refuse(ticket, ctx, 'invalid', 'bad_until', problem);
  const badReason = reason === null ? null : textProblem(reason, LIMITS.reason);
  if (badReason !== null) return refuse(ticket, ctx, 'invalid', 'bad_reason', `The reason ${badReason}.`);
  return changed(
    ticket,
    { status: 'waiting', waitFor: command.for, waitUntil: until },
    [
      {
        type: 'ticket.waiting',
        reason,
        payload: {
          stream: ticket.stream,
          status: 'waiting',
          waitFor: command.for,
          waitUntil: until?.toISOString() ?? null,
        },
      },
    ],
    ctx,
  );
}

function untilProblem(command: CommandOf<'wait'>, ctx: TransitionContext): string | null {
  const { until } = command;
  if (until === null) {
    return command.for === 'time' ? 'Say until when the ticket waits, or for whom.' : null;
  }
  const ms = until.getTime() - ctx.now.getTime();
  // Written so that an invalid date fails too.
  if (!(ms > 0)) return 'The time to wake must lie in the future.';
  if (ms > LIMITS.waitDays * DAY_MS) return 'The time to wake must be within a year.';
  return null;
}

/** What every way out of waiting changes. */
export function awake(ticket: Ticket): Patch {
  return { status: activeStatus(ticket.stream), ...NOT_WAITING };
}

export function wake(ticket: Ticket, command: CommandOf<'wake'>, ctx: TransitionContext): TransitionResult {
  if (command.cause === 'time' && (ticket.waitUntil === null || ticket.waitUntil > ctx.now)) {
    return refuse(
      ticket,
      ctx,
      'conflict',
      'not_due',
      'This ticket does not wake by time now. Look at what it waits for.',
      { waitFor: ticket.waitFor, waitUntil: ticket.waitUntil?.toISOString() ?? null },
    );
  }
  return changed(ticket, awake(ticket), [wokenFact(ticket, command.cause)], ctx);
}

export function wokenFact(ticket: Ticket, cause: 'time' | 'reply' | 'signal') {
  return {
    type: 'ticket.woken',
    payload: { stream: ticket.stream, status: activeStatus(ticket.stream), cause, waitedFor: ticket.waitFor },
  } as const;
}
