import type { CommandOf } from './commands.js';
import { isContestedDecider, mayOverride } from './authority.js';
import { claimedByOther, claimLost } from './claim-guard.js';
import { changed, unchanged } from './change.js';
import { leaseEnd, liveOwner, needsRenewal, NO_OWNER } from './lease.js';
import { refusal, refuse } from './refusals.js';
import type { Ticket } from './ticket.js';
import type { Refusal, TransitionContext, TransitionResult } from './transition-context.js';

/**
 * What a claim or heartbeat is about is who holds the ticket, not its content: this is asked before
 * the version, so that of many who claim at once all losers are told who won (I5).
 */
export function holderRefusal(
  ticket: Ticket,
  command: CommandOf<'claim' | 'renew'>,
  ctx: TransitionContext,
): Refusal | null {
  if (ticket.status === 'resolved') return null;
  if (ctx.actor.type !== 'user') {
    return refusal(
      ticket,
      ctx,
      'forbidden',
      'claims_are_for_people',
      'A claim names the person responsible, so only people claim. Act on the ticket without one.',
    );
  }
  const off = offRefusal(ticket, ctx);
  if (off !== null) return off;
  const owner = liveOwner(ticket, ctx.now);
  if (command.type === 'renew') return owner === ctx.actor.id ? null : claimLost(ticket, ctx);
  if (owner === null || owner === ctx.actor.id) return null;
  return refusal(
    ticket,
    ctx,
    'conflict',
    'already_claimed',
    'Someone else has claimed this ticket. Take another, or ask them to hand it over.',
  );
}

function offRefusal(ticket: Ticket, ctx: TransitionContext): Refusal | null {
  if (ctx.policy.claim[ticket.stream] !== 'off') return null;
  return refusal(
    ticket,
    ctx,
    'conflict',
    'claims_off',
    'Tickets of this stream are not claimed. Work on it directly.',
  );
}

/** Claiming again renews; a lease that ran out is taken over. */
export function claim(ticket: Ticket, ctx: TransitionContext): TransitionResult {
  const claimExpiresAt = leaseEnd(ctx);
  const held = liveOwner(ticket, ctx.now) === ctx.actor.id;
  return changed(
    ticket,
    { ownerId: ctx.actor.id, claimExpiresAt },
    [
      {
        type: held ? 'ticket.claim_renewed' : 'ticket.claimed',
        payload: {
          ownerId: ctx.actor.id,
          claimExpiresAt: claimExpiresAt.toISOString(),
          previousOwnerId: held ? undefined : (ticket.ownerId ?? undefined),
        },
      },
    ],
    ctx,
  );
}

/** A heartbeat: in the first half of a lease it changes nothing, so it costs no version and no event. */
export function renew(ticket: Ticket, ctx: TransitionContext): TransitionResult {
  return needsRenewal(ticket, ctx) ? claim(ticket, ctx) : unchanged(ticket);
}

/** By the owner, or by someone who may override; gives the lease to that person. */
export function handover(
  ticket: Ticket,
  command: CommandOf<'handover'>,
  ctx: TransitionContext,
): TransitionResult {
  const refused = offRefusal(ticket, ctx) ?? passOnRefusal(ticket, ctx);
  if (refused !== null) return { ok: false, refusal: refused };
  const { to } = command;
  const owner = liveOwner(ticket, ctx.now);
  if (owner === to) return unchanged(ticket);
  if (ctx.parties.includes(to) || isContestedDecider(to, ctx)) {
    return refuse(
      ticket,
      ctx,
      'conflict',
      'cannot_own',
      'That person is party to this ticket or decided what it contests. Choose someone else.',
      { to },
    );
  }
  const claimExpiresAt = leaseEnd(ctx);
  return changed(
    ticket,
    { ownerId: to, claimExpiresAt },
    [
      {
        type: 'ticket.handed_over',
        payload: {
          ownerId: to,
          claimExpiresAt: claimExpiresAt.toISOString(),
          previousOwnerId: ticket.ownerId ?? undefined,
        },
      },
    ],
    ctx,
  );
}

/** Releasing what nobody holds is done already. */
export function release(ticket: Ticket, ctx: TransitionContext): TransitionResult {
  if (ticket.ownerId === null) return unchanged(ticket);
  if (ticket.ownerId !== ctx.actor.id) {
    const refused = passOnRefusal(ticket, ctx);
    if (refused !== null) return { ok: false, refusal: refused };
  }
  return changed(
    ticket,
    NO_OWNER,
    [{ type: 'ticket.released', payload: { previousOwnerId: ticket.ownerId } }],
    ctx,
  );
}

/** The sweep may come late or twice: a live or absent lease is left alone. */
export function expireClaim(ticket: Ticket, ctx: TransitionContext): TransitionResult {
  if (ticket.ownerId === null || liveOwner(ticket, ctx.now) !== null) return unchanged(ticket);
  return changed(
    ticket,
    NO_OWNER,
    [{ type: 'ticket.claim_expired', payload: { previousOwnerId: ticket.ownerId } }],
    ctx,
  );
}

function passOnRefusal(ticket: Ticket, ctx: TransitionContext): Refusal | null {
  const owner = liveOwner(ticket, ctx.now);
  if (owner === ctx.actor.id || mayOverride(ctx.actor)) return null;
  if (ticket.ownerId === ctx.actor.id) return claimLost(ticket, ctx);
  if (owner !== null) return claimedByOther(ticket, ctx, owner);
  return refusal(
    ticket,
    ctx,
    'forbidden',
    'senior_required',
    'Only the owner or a senior passes a ticket on. Claim it yourself, or ask a senior.',
  );
}
