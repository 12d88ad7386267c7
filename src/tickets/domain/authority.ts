import { roleAtLeast, type Actor } from '#kernel';
import type { TicketCommand } from './commands.js';
import { MOVES } from './moves.js';
import { refusal } from './refusals.js';
import type { Ticket } from './ticket.js';
import type { Refusal, TransitionContext } from './transition-context.js';

/** May act over someone else's claim: a senior, Docket's own timers, an administrator's service. */
export function mayOverride(actor: Actor): boolean {
  switch (actor.type) {
    case 'user':
      return roleAtLeast(actor.role, 'senior');
    case 'service':
      return actor.scopes.includes('guild:admin');
    case 'system':
      return true;
    case 'source':
      return false;
    default:
      return actor satisfies never;
  }
}

function isStaff(actor: Actor): boolean {
  switch (actor.type) {
    case 'user':
      return roleAtLeast(actor.role, 'moderator');
    case 'service':
      return actor.scopes.includes('tickets:write') || actor.scopes.includes('guild:admin');
    case 'system':
      return true;
    case 'source':
      return false;
    default:
      return actor satisfies never;
  }
}

/** True for who decided or carried out what this ticket contests (I7). */
export function isContestedDecider(actorId: string, ctx: TransitionContext): boolean {
  return ctx.contested !== null && ctx.contested.decidedBy.includes(actorId);
}

/** A team too small may decide its own appeal, in the open: a senior says why, and reports show it. */
export function usesWaiver(command: TicketCommand, ctx: TransitionContext): boolean {
  return (
    command.type === 'resolve' &&
    command.waiver !== null &&
    ctx.actor.type === 'user' &&
    roleAtLeast(ctx.actor.role, 'senior') &&
    isContestedDecider(ctx.actor.id, ctx)
  );
}

/**
 * Role, I8 and I7: who may give this command at all. Whoever may not see the ticket is not told how it
 * stands either.
 */
export function authorityRefusal(
  ticket: Ticket | null,
  command: TicketCommand,
  ctx: TransitionContext,
): Refusal | null {
  const move = MOVES[command.type];
  if (move.by === 'docket') return null;
  const { actor } = ctx;
  if (!isStaff(actor)) {
    return refusal(
      null,
      ctx,
      'forbidden',
      'not_staff',
      'Only moderators, and services that may write tickets, can do this. Ask a moderator.',
    );
  }
  if (ctx.parties.includes(actor.id)) {
    return refusal(
      null,
      ctx,
      'forbidden',
      'own_ticket',
      'You are party to this ticket, so you cannot work on it. Leave it to another moderator.',
    );
  }
  if (move.closedToDecider && isContestedDecider(actor.id, ctx) && !usesWaiver(command, ctx)) {
    return refusal(
      ticket,
      ctx,
      'forbidden',
      'own_decision',
      'You decided what this appeal contests, so someone else must decide the appeal. ' +
        'You can add a note. In a team too small, a senior resolves it with a waiver that says why.',
    );
  }
  return null;
}
