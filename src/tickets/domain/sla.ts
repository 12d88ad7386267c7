import type { JsonObject } from '#kernel';
import { changed } from './change.js';
import { refuse } from './refusals.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

/** The time of the target is nearly over. */
export function warn(ticket: Ticket, ctx: TransitionContext): TransitionResult {
  if (ticket.slaWarnAt === null || ticket.slaWarnAt > ctx.now) return notDue(ticket, ctx);
  return changed(ticket, { slaWarnAt: null }, [{ type: 'ticket.sla_warned', payload: about(ticket) }], ctx);
}

/** It is over. A ticket breaches once, until its time begins anew. */
export function breach(ticket: Ticket, ctx: TransitionContext): TransitionResult {
  if (ticket.slaBreached || ticket.slaDueAt === null || ticket.slaDueAt > ctx.now) return notDue(ticket, ctx);
  return changed(
    ticket,
    { slaBreached: true, slaWarnAt: null },
    [{ type: 'ticket.sla_breached', payload: about(ticket) }],
    ctx,
  );
}

function about(ticket: Ticket): JsonObject {
  const { stream, status, priority, slaDueAt, ownerId } = ticket;
  return {
    stream,
    status,
    priority,
    slaDueAt: slaDueAt?.toISOString() ?? null,
    ownerId: ownerId ?? undefined,
  };
}

function notDue(ticket: Ticket, ctx: TransitionContext): TransitionResult {
  return refuse(ticket, ctx, 'conflict', 'not_due', 'The target of this ticket is not due now.', {
    slaDueAt: ticket.slaDueAt?.toISOString() ?? null,
  });
}
