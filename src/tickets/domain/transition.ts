import { act } from './acting.js';
import { authorityRefusal } from './authority.js';
import { note, reply, setCategory, setPriority, tag } from './annotations.js';
import { claimRefusal } from './claim-guard.js';
import { claim, expireClaim, handover, holderRefusal, release, renew } from './claims.js';
import type { TicketCommand } from './commands.js';
import { hear } from './hearing.js';
import { leaseEnd, liveOwner } from './lease.js';
import { absorb, merge } from './merging.js';
import { isLegal, MOVES } from './moves.js';
import { open } from './opening.js';
import { page } from './paging.js';
import { refusal } from './refusals.js';
import { reopen } from './reopening.js';
import { resolve } from './resolution.js';
import { addSignal } from './signals.js';
import { shed, splitOff } from './splitting.js';
import { breach, warn } from './sla.js';
import { closeStale, remind } from './stale.js';
import { deescalate, escalate } from './streams.js';
import type { Ticket } from './ticket.js';
import { withTimers } from './timers.js';
import type { Refusal, TransitionContext, TransitionResult } from './transition-context.js';
import { wait, wake } from './waiting.js';

/**
 * The only way a ticket changes (I4). Pure: the caller loads what `ctx` carries in the transaction
 * that writes the result. Refused means unchanged; a change is one version, whatever it did.
 */
export function transition(
  ticket: Ticket | null,
  command: TicketCommand,
  ctx: TransitionContext,
): TransitionResult {
  const refused = firstRefusal(ticket, command, ctx);
  if (refused !== null) return { ok: false, refusal: refused };
  const result = apply(ticket, command, ctx);
  if (!result.ok) return result;
  const renewed = ticket === null ? result : withRenewedLease(ticket, command, result, ctx);
  return withTimers(ticket, command, renewed, ctx);
}

function firstRefusal(ticket: Ticket | null, command: TicketCommand, ctx: TransitionContext): Refusal | null {
  const unauthorised = authorityRefusal(ticket, command, ctx);
  if (unauthorised !== null || ticket === null) return unauthorised ?? legalityRefusal(ticket, command, ctx);
  const aboutHolder =
    command.type === 'claim' || command.type === 'renew' ? holderRefusal(ticket, command, ctx) : null;
  return (
    aboutHolder ??
    versionRefusal(ticket, ctx) ??
    legalityRefusal(ticket, command, ctx) ??
    claimRefusal(ticket, command, ctx)
  );
}

function versionRefusal(ticket: Ticket, ctx: TransitionContext): Refusal | null {
  if (ctx.expectedVersion === null || ctx.expectedVersion === ticket.version) return null;
  return refusal(
    ticket,
    ctx,
    'stale',
    'version_moved',
    'The ticket has changed since you looked, so nothing was done. Look at it again and decide anew.',
    { expected: ctx.expectedVersion, actual: ticket.version },
  );
}

function legalityRefusal(
  ticket: Ticket | null,
  command: TicketCommand,
  ctx: TransitionContext,
): Refusal | null {
  const from = ticket?.status ?? 'none';
  if (isLegal(command.type, from)) return null;
  const { from: allowedFrom } = MOVES[command.type];
  return refusal(
    ticket,
    ctx,
    'conflict',
    'illegal_move',
    ticket === null
      ? 'There is no such ticket. Check its number.'
      : `A ticket that is ${from} does not take this command; it must be ${allowedFrom.join(' or ')}.`,
    { command: command.type, allowedFrom: [...allowedFrom] },
  );
}

function apply(ticket: Ticket | null, command: TicketCommand, ctx: TransitionContext): TransitionResult {
  if (command.type === 'open') return open(command, ctx);
  if (command.type === 'splitOff') return splitOff(command, ctx);
  if (ticket === null) throw new Error(`${command.type} is legal without a ticket, and no code handles that`);
  switch (command.type) {
    case 'addSignal':
      return addSignal(ticket, command, ctx);
    case 'claim':
      return claim(ticket, ctx);
    case 'renew':
      return renew(ticket, ctx);
    case 'handover':
      return handover(ticket, command, ctx);
    case 'release':
      return release(ticket, ctx);
    case 'expireClaim':
      return expireClaim(ticket, ctx);
    case 'wait':
      return wait(ticket, command, ctx);
    case 'hear':
      return hear(ticket, command, ctx);
    case 'wake':
      return wake(ticket, command, ctx);
    case 'warn':
      return warn(ticket, ctx);
    case 'breach':
      return breach(ticket, ctx);
    case 'page':
      return page(ticket, command, ctx);
    case 'remind':
      return remind(ticket, ctx);
    case 'closeStale':
      return closeStale(ticket, ctx);
    case 'escalate':
      return escalate(ticket, command, ctx);
    case 'deescalate':
      return deescalate(ticket, command, ctx);
    case 'resolve':
      return resolve(ticket, command, ctx);
    case 'act':
    case 'recordAction':
      return act(ticket, command, ctx);
    case 'reopen':
      return reopen(ticket, command, ctx);
    case 'merge':
      return merge(ticket, command, ctx);
    case 'absorb':
      return absorb(ticket, command, ctx);
    case 'shed':
      return shed(ticket, command, ctx);
    case 'note':
      return note(ticket, command, ctx);
    case 'reply':
      return reply(ticket, command, ctx);
    case 'tag':
      return tag(ticket, command, ctx);
    case 'category':
      return setCategory(ticket, command, ctx);
    case 'priority':
      return setPriority(ticket, command, ctx);
    default:
      return command satisfies never;
  }
}

/** Whatever the owner does on their ticket shows that they are at it, and renews the lease. */
function withRenewedLease(
  before: Ticket,
  command: TicketCommand,
  result: TransitionResult & { readonly ok: true },
  ctx: TransitionContext,
): TransitionResult & { readonly ok: true } {
  const { ticket } = result;
  const isActivity = MOVES[command.type].by === 'staff' && ticket.version > before.version;
  const stillTheirs = ticket.ownerId === ctx.actor.id && liveOwner(before, ctx.now) === ctx.actor.id;
  if (!isActivity || !stillTheirs || ctx.policy.claim[ticket.stream] === 'off') return result;
  return { ...result, ticket: { ...ticket, claimExpiresAt: leaseEnd(ctx) } };
}
