import type { TicketPolicy } from '#guilds';
import type { Actor, JsonObject, NewEvent } from '#kernel';
import type { PriorityPart } from '#triage';
import type { Ticket } from './ticket.js';

/** Who decided and who carried out what an appeal contests (I7). */
export interface ContestedDecision {
  readonly decidedBy: readonly string[];
}

/** Everything a transition may know beside ticket and command: it has no clock and asks nobody. */
export interface TransitionContext {
  readonly actor: Actor;
  readonly now: Date;
  readonly policy: TicketPolicy;
  /** The version the actor decided on; null for Docket's own commands. */
  readonly expectedVersion: number | null;
  /**
   * For a ticket that contests something, in whatever stream it stands now (an appeal may be escalated).
   * Must be loaded in the same transaction.
   */
  readonly contested: ContestedDecision | null;
  /**
   * Users who are party to the ticket: its subject and reporters. They never act on it as staff, nor is it
   * handed to them (I8). At least those whom the command is about: its actor, and the `to` of a handover.
   */
  readonly parties: readonly string[];
  /** Whether another unresolved ticket has the key of this one, of which there is at most one (I3). */
  readonly sameThingIsOpen: boolean;
  /** Whether the message that a `hear` brings is in the ticket's log already. Loaded with the ticket locked. */
  readonly isHeard: boolean;
  /** How triage weighs so many distinct reporters (`reporterPart` of its door). */
  readonly reporterPart: (distinctReporters: number) => PriorityPart;
}

export interface Refusal {
  readonly kind: 'invalid' | 'forbidden' | 'conflict' | 'stale';
  readonly code: string;
  readonly message: string;
  readonly details: JsonObject;
}

export type TransitionResult =
  | { readonly ok: true; readonly ticket: Ticket; readonly events: readonly NewEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };
