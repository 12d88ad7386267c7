import type { EventType, JsonObject, NewEvent } from '#kernel';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

/** An event before it is stamped with the ticket, its version, the actor and the time. */
export interface Fact {
  readonly type: EventType;
  readonly reason?: string | null;
  readonly payload?: JsonObject;
}

export type Patch = Partial<Omit<Ticket, 'guildId' | 'id' | 'number' | 'version' | 'updatedAt'>>;

/** One command is one version, however many facts it makes. */
export function changed(
  ticket: Ticket,
  patch: Patch,
  facts: readonly Fact[],
  ctx: TransitionContext,
): TransitionResult {
  const next: Ticket = { ...ticket, ...patch, version: ticket.version + 1, updatedAt: ctx.now };
  return created(next, facts, ctx);
}

/** A new ticket, or one that already carries its new version. */
export function created(ticket: Ticket, facts: readonly Fact[], ctx: TransitionContext): TransitionResult {
  return { ok: true, ticket, events: eventsOf(ticket, facts, ctx) };
}

/** Facts about a ticket as it is after them. */
export function eventsOf(ticket: Ticket, facts: readonly Fact[], ctx: TransitionContext): NewEvent[] {
  return facts.map((fact) => ({
    type: fact.type,
    guildId: ticket.guildId,
    ticketId: ticket.id,
    ticketVersion: ticket.version,
    actorType: ctx.actor.type,
    actorId: ctx.actor.id,
    reason: fact.reason ?? null,
    payload: fact.payload ?? {},
    at: ctx.now,
  }));
}

/** The command asked for what is already so. */
export function unchanged(ticket: Ticket): TransitionResult {
  return { ok: true, ticket, events: [] };
}
