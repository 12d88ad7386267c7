import type { Ticket } from './ticket.js';
import type { TransitionContext } from './transition-context.js';

const MINUTE_MS = 60_000;

/** Who holds the ticket now: a lease that ran out counts as no owner, swept or not. */
export function liveOwner(ticket: Ticket, now: Date): string | null {
  const live = ticket.claimExpiresAt !== null && ticket.claimExpiresAt > now;
  return live ? ticket.ownerId : null;
}

export function leaseEnd(ctx: TransitionContext): Date {
  return new Date(ctx.now.getTime() + ctx.policy.leaseMinutes * MINUTE_MS);
}

/** True in the second half of a lease: a heartbeat before that has nothing to do. */
export function needsRenewal(ticket: Ticket, ctx: TransitionContext): boolean {
  if (ticket.claimExpiresAt === null) return false;
  const left = ticket.claimExpiresAt.getTime() - ctx.now.getTime();
  return left <= (ctx.policy.leaseMinutes * MINUTE_MS) / 2;
}

/** The two fields change together, always: an owner without a lease end would never lose it. */
export const NO_OWNER = { ownerId: null, claimExpiresAt: null } as const;
