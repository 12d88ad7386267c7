import type { ActorType } from './actor.js';
import type { JsonObject } from './json.js';

/** Everything the log can say happened to a ticket. */
export const EVENT_TYPES = [
  'ticket.opened',
  'ticket.signal_added',
  'ticket.signal_dropped',
  'ticket.claimed',
  'ticket.claim_renewed',
  'ticket.handed_over',
  'ticket.released',
  'ticket.claim_expired',
  'ticket.waiting',
  'ticket.woken',
  'ticket.escalated',
  'ticket.deescalated',
  'ticket.resolved',
  'ticket.reopened',
  'ticket.merged',
  'ticket.split',
  'ticket.noted',
  'ticket.replied',
  'ticket.member_replied',
  'ticket.tagged',
  'ticket.category_set',
  'ticket.priority_set',
  'ticket.stream_changed',
  'ticket.action_recorded',
  'ticket.waiver_recorded',
  'ticket.sla_warned',
  'ticket.sla_breached',
  'ticket.paged',
  'ticket.page_answered',
  'ticket.reminded',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** A fact about to be written; the log gives it its `seq` inside the writing transaction. */
export interface NewEvent {
  readonly type: EventType;
  readonly guildId: string;
  readonly ticketId: string;
  /** The ticket's version after this fact. */
  readonly ticketVersion: number;
  readonly actorType: ActorType;
  readonly actorId: string;
  readonly reason: string | null;
  readonly payload: JsonObject;
  readonly at: Date;
}

/** A fact as the log holds it: `seq` is gap-free per guild, in commit order. */
export interface LoggedEvent extends NewEvent {
  readonly seq: bigint;
  readonly erasedAt: Date | null;
}
