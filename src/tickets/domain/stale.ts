import type { Outcome, WorkedStream } from '#kernel';
import { changed, type Patch } from './change.js';
import type { TicketCommand } from './commands.js';
import { laneOf, type Lane } from './lane.js';
import { refuse } from './refusals.js';
import { resolved } from './resolution.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

const DAY_MS = 86_400_000;

const NOT_STALE = { staleAt: null, remindedAt: null } as const;

/** What it means that a member says no more: an appeal is given up, a question was answered as far as asked. */
const CLOSED_AS: Readonly<Record<Lane, Outcome>> = {
  appeal: 'withdrawn',
  support: 'answered',
  incident: 'no_violation',
};

/** The days count from when it began to wait, or from the last reply of staff to the member. */
export function staleAfter(
  before: Ticket | null,
  command: TicketCommand,
  after: Ticket,
  ctx: TransitionContext,
): Patch {
  const stream = streamThatWaits(after);
  if (stream === null) return NOT_STALE;
  if (before !== null && streamThatWaits(before) === stream && command.type !== 'reply') return {};
  return { staleAt: inDays(ctx, ctx.policy.stale[stream].remindAfterDays), remindedAt: null };
}

/** However late it comes, the member has all the days that follow a reminder. */
export function remind(ticket: Ticket, ctx: TransitionContext): TransitionResult {
  const stream = streamThatWaits(ticket);
  if (stream === null || ticket.remindedAt !== null || !isDue(ticket, ctx)) return notDue(ticket, ctx);
  const staleAt = inDays(ctx, ctx.policy.stale[stream].closeAfterDays);
  const payload = {
    stream,
    status: ticket.status,
    waitFor: ticket.waitFor,
    closesAt: staleAt?.toISOString() ?? null,
  };
  return changed(ticket, { remindedAt: ctx.now, staleAt }, [{ type: 'ticket.reminded', payload }], ctx);
}

/** Nobody decided anything, so nothing holds: whatever the member says later opens it again. */
export function closeStale(ticket: Ticket, ctx: TransitionContext): TransitionResult {
  const stream = streamThatWaits(ticket);
  if (stream === null || ticket.remindedAt === null || !isDue(ticket, ctx)) return notDue(ticket, ctx);
  const outcome = CLOSED_AS[laneOf(ticket)];
  const reason = 'Closed because no answer came, also after a reminder.';
  const payload = {
    stream,
    status: 'resolved',
    outcome,
    actions: 0,
    ownerId: ticket.ownerId ?? undefined,
    cause: 'no_answer',
  };
  return changed(ticket, resolved(outcome, reason, ctx), [{ type: 'ticket.resolved', reason, payload }], ctx);
}

/** A time that staff gave the member is theirs: such a ticket wakes at it, and is not closed before. */
function streamThatWaits(ticket: Ticket): WorkedStream | null {
  const waits = ticket.status === 'waiting' && ticket.waitFor === 'member' && ticket.waitUntil === null;
  return waits && ticket.stream !== 'auto_resolve' ? ticket.stream : null;
}

function isDue({ staleAt }: Ticket, ctx: TransitionContext): boolean {
  return staleAt !== null && staleAt <= ctx.now;
}

function inDays(ctx: TransitionContext, days: number | null): Date | null {
  return days === null ? null : new Date(ctx.now.getTime() + days * DAY_MS);
}

function notDue(ticket: Ticket, ctx: TransitionContext): TransitionResult {
  return refuse(ticket, ctx, 'conflict', 'not_due', 'This ticket does not wait too long for a member now.', {
    staleAt: ticket.staleAt?.toISOString() ?? null,
  });
}
