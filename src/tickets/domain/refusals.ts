import type { JsonObject } from '#kernel';
import { liveOwner } from './lease.js';
import type { Ticket } from './ticket.js';
import type { Refusal, TransitionContext, TransitionResult } from './transition-context.js';

/** The state a refused actor should look at before trying again. */
function presentState(ticket: Ticket, now: Date): JsonObject {
  const ownerId = liveOwner(ticket, now);
  return {
    ticketId: ticket.id,
    number: ticket.number,
    version: ticket.version,
    stream: ticket.stream,
    status: ticket.status,
    outcome: ticket.outcome,
    ownerId,
    claimExpiresAt: ownerId === null ? null : (ticket.claimExpiresAt?.toISOString() ?? null),
  };
}

export function refusal(
  ticket: Ticket | null,
  ctx: TransitionContext,
  kind: Refusal['kind'],
  code: string,
  message: string,
  details: JsonObject = {},
): Refusal {
  const present = ticket === null ? {} : presentState(ticket, ctx.now);
  return { kind, code, message, details: { ...present, ...details } };
}

export function refuse(...args: Parameters<typeof refusal>): TransitionResult {
  return { ok: false, refusal: refusal(...args) };
}
