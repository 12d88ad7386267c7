import type { SlaPolicy } from '#guilds';
import type { PriorityBand, WorkedStream } from '#kernel';
import type { Patch } from './change.js';
import { addStaffedMinutes } from './staffed-time.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext } from './transition-context.js';

const MINUTE_MS = 60_000;

export type Deadline = Pick<Ticket, 'slaDueAt' | 'slaWarnAt' | 'slaBreached'>;

export const NO_DEADLINE: Deadline = { slaDueAt: null, slaWarnAt: null, slaBreached: false };

export function bandOf(priority: number): PriorityBand {
  if (priority >= 70) return 'high';
  return priority >= 40 ? 'normal' : 'low';
}

/** The target of a stream and priority, counted from a time. */
export function deadlineFrom(
  from: Date,
  stream: WorkedStream,
  priority: number,
  policy: SlaPolicy,
): Deadline {
  const { hours, minutes: byBand } = policy.targets[stream];
  const minutes = byBand[bandOf(priority)];
  if (minutes === null) return NO_DEADLINE;
  const after = (some: number): Date | null =>
    hours === 'always' ? new Date(from.getTime() + some * MINUTE_MS) : addStaffedMinutes(from, some, policy);
  const slaDueAt = after(minutes);
  if (slaDueAt === null) return NO_DEADLINE;
  return { slaDueAt, slaWarnAt: after((minutes * policy.warnAtPercent) / 100), slaBreached: false };
}

/**
 * Time runs while it is for staff to act: not once a ticket is resolved, nor while it waits for a member or
 * until a time.
 */
export function runningStream(ticket: Ticket): WorkedStream | null {
  const stands = ticket.status === 'resolved' || (ticket.status === 'waiting' && ticket.waitFor !== 'staff');
  return stands || ticket.stream === 'auto_resolve' ? null : ticket.stream;
}

/** What a change of the ticket does to when it is due. */
export function deadlineAfter(before: Ticket | null, after: Ticket, ctx: TransitionContext): Patch {
  const stream = runningStream(after);
  if (stream === null) return NO_DEADLINE;
  const fresh = (): Deadline => deadlineFrom(ctx.now, stream, after.priority, ctx.policy.sla);
  if (before === null || runningStream(before) !== stream) return fresh();
  if (after.slaBreached || !isMoreUrgent(before, after)) return {};
  return sooner(after, fresh());
}

const BANDS: Readonly<Record<PriorityBand, number>> = { low: 0, normal: 1, high: 2 };

function isMoreUrgent(before: Ticket, after: Ticket): boolean {
  return BANDS[bandOf(after.priority)] > BANDS[bandOf(before.priority)];
}

/** Becoming urgent never gives more time. */
function sooner(present: Ticket, fresh: Deadline): Patch {
  if (fresh.slaDueAt === null) return {};
  return present.slaDueAt !== null && present.slaDueAt <= fresh.slaDueAt ? {} : fresh;
}
