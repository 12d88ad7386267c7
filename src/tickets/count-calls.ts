import type { JsonValue, NewEvent } from '#kernel';
import type { Metrics } from '#platform';

/** Counts what calls for people, out of the events of a transaction that was committed. */
export function countCalls(metrics: Metrics, events: readonly NewEvent[]): void {
  for (const { type, payload } of events) {
    if (type === 'ticket.sla_breached') metrics.targetMissed(label(payload['stream']));
    if (type === 'ticket.paged') metrics.paged(label(payload['cause']));
  }
}

function label(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : 'unknown';
}
