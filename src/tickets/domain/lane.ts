import type { Outcome, Status, Stream } from '#kernel';
import type { Ticket } from './ticket.js';

/** What kind of work a ticket is, wherever it stands: an appeal that is escalated is still an appeal. */
export type Lane = 'incident' | 'appeal' | 'support';

export function laneOf(ticket: Pick<Ticket, 'stream' | 'kind'>): Lane {
  if (ticket.stream === 'appeal' || ticket.kind === 'appeal') return 'appeal';
  if (ticket.stream === 'support' || ticket.kind === 'request') return 'support';
  return 'incident';
}

const HOME: Readonly<Record<Lane, Stream>> = { incident: 'review', appeal: 'appeal', support: 'support' };

/** Where a ticket is worked when nothing is urgent. */
export function homeStream(ticket: Pick<Ticket, 'stream' | 'kind'>): Stream {
  return HOME[laneOf(ticket)];
}

const INCIDENT_OUTCOMES = ['actioned', 'no_violation', 'answered', 'duplicate', 'spam'] as const;
const ALLOWED: Readonly<Record<Lane, readonly Outcome[]>> = {
  incident: INCIDENT_OUTCOMES,
  support: INCIDENT_OUTCOMES,
  appeal: ['upheld', 'overturned', 'reduced', 'withdrawn', 'duplicate', 'spam'],
};

export function allowedOutcomes(ticket: Pick<Ticket, 'stream' | 'kind'>): readonly Outcome[] {
  return ALLOWED[laneOf(ticket)];
}

/** The status of unresolved work in a stream when it waits for nothing. */
export function activeStatus(stream: Stream): Status {
  return stream === 'escalation' ? 'escalated' : 'open';
}

/** Signals move incidents up this ladder; appeals and support are not on it. */
const RANK: Readonly<Record<Stream, number | null>> = {
  auto_resolve: 0,
  review: 1,
  escalation: 2,
  appeal: null,
  support: null,
};

export function isHigher(stream: Stream, than: Stream): boolean {
  const [a, b] = [RANK[stream], RANK[than]];
  return a !== null && b !== null && a > b;
}

export function higherOf(a: Stream, b: Stream): Stream {
  return isHigher(b, a) ? b : a;
}
