import { STREAMS, type LoggedEvent, type Stream } from '#kernel';

/**
 * Where a ticket stood before some events: in a stream, `nowhere` when they opened it, `same` when it did
 * not move, `unknown` when the event that would say so was blanked.
 */
export type Before = Stream | 'nowhere' | 'same' | 'unknown';

/** What a stretch of the log says about one ticket. */
export interface TicketChange {
  readonly ticketId: string;
  /** Of its newest event: whoever has this has everything of it. */
  readonly seq: bigint;
  readonly before: Before;
  /** The ticket's version after its first event. */
  readonly fromVersion: number;
}

/** One change for each ticket, in the order of their newest events. */
export function digest(events: readonly LoggedEvent[]): TicketChange[] {
  const changes = new Map<string, TicketChange>();
  for (const event of events) {
    const earlier = changes.get(event.ticketId);
    // A key that is set again keeps its old place; the order is that of the newest events.
    changes.delete(event.ticketId);
    changes.set(event.ticketId, {
      ticketId: event.ticketId,
      seq: event.seq,
      before: earlier === undefined || earlier.before === 'same' ? beforeOf(event) : earlier.before,
      fromVersion: earlier?.fromVersion ?? event.ticketVersion,
    });
  }
  return [...changes.values()];
}

function beforeOf({ type, payload, erasedAt }: LoggedEvent): Before {
  if (type === 'ticket.opened') return 'nowhere';
  if (erasedAt !== null) return 'unknown';
  const { fromStream } = payload;
  return STREAMS.find((stream) => stream === fromStream) ?? 'same';
}
