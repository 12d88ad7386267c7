import type { TicketCommand } from './commands.js';
import { mayOverride, usesWaiver } from './authority.js';
import { liveOwner } from './lease.js';
import { MOVES } from './moves.js';
import { refusal } from './refusals.js';
import type { Ticket } from './ticket.js';
import type { Refusal, TransitionContext } from './transition-context.js';

/** Working commands belong to whoever holds the claim; what that means is the stream's policy (I5, I6). */
export function claimRefusal(ticket: Ticket, command: TicketCommand, ctx: TransitionContext): Refusal | null {
  const policy = ctx.policy.claim[ticket.stream];
  if (!MOVES[command.type].working || ticket.status === 'resolved' || policy === 'off') return null;
  const { actor } = ctx;
  if (actor.type === 'system') return null;
  const owner = liveOwner(ticket, ctx.now);
  if (owner === actor.id) return null;
  if (ticket.ownerId === actor.id) return claimLost(ticket, ctx);
  const waived = usesWaiver(command, ctx);
  // A waiver is for when nobody else is there to decide; a live claim shows that somebody is.
  if (owner !== null && (waived || !mayOverride(actor) || policy === 'required')) {
    return claimedByOther(ticket, ctx, owner);
  }
  if (policy === 'required' && !waived) {
    return refusal(
      ticket,
      ctx,
      'conflict',
      'claim_required',
      'In this stream only the person who claimed a ticket works on it. Claim it first.',
    );
  }
  return null;
}

export function claimedByOther(ticket: Ticket, ctx: TransitionContext, owner: string): Refusal {
  return refusal(
    ticket,
    ctx,
    'conflict',
    'claimed_by_other',
    'Someone else is working on this ticket. Ask them to hand it over, or a senior to reassign it.',
    { ownerId: owner },
  );
}

export function claimLost(ticket: Ticket, ctx: TransitionContext): Refusal {
  return refusal(
    ticket,
    ctx,
    'stale',
    'claim_lost',
    'Your claim on this ticket has ended, so nothing was done. Look at it again and claim it anew.',
  );
}
