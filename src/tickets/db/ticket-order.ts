import { Keyset, type Key, type KeyShape } from '#platform';
import type { BoundValues } from './bound-values.js';
import type { TicketLine } from './ticket-summary.js';

export const TICKET_ORDERS = ['queue', 'newest', 'oldest'] as const;
/** `queue`: SLA breached first, then priority, then age; unresolved tickets only. The others are by age. */
export type TicketOrder = (typeof TICKET_ORDERS)[number];

/** Where a page of tickets goes on. All orders carry the same key, of which those by age ignore the rank. */
export const POSITION = { rank: 'integer', openedAt: 'time', id: 'uuid' } as const satisfies KeyShape;
export type Position = Key<typeof POSITION>;

/** Breach and priority as one number that ascends, so that one row comparison finds any place in the queue. */
export const QUEUE_RANK = '(t.sla_breached::int * -1000 - t.priority)';

interface OrderSql {
  /** Of rows of `tickets t`. */
  readonly by: string;
  /** Of rows that have the rank as a column. */
  readonly byRanked: string;
  /** Of rows that have the names of `TicketLine`. */
  readonly byLine: string | null;
  readonly key: string;
  readonly past: '<' | '>';
  readonly upTo: '<=' | '>=';
}

export const ORDERS: Readonly<Record<TicketOrder, OrderSql>> = {
  queue: {
    by: `${QUEUE_RANK}, t.opened_at, t.id`,
    byRanked: 't.queue_rank, t.opened_at, t.id',
    byLine: null,
    key: `${QUEUE_RANK}, t.opened_at, t.id`,
    past: '>',
    upTo: '<=',
  },
  newest: {
    by: 't.opened_at DESC, t.id DESC',
    byRanked: 't.opened_at DESC, t.id DESC',
    byLine: '"openedAt" DESC, "id" DESC',
    key: 't.opened_at, t.id',
    past: '<',
    upTo: '>=',
  },
  oldest: {
    by: 't.opened_at, t.id',
    byRanked: 't.opened_at, t.id',
    byLine: '"openedAt", "id"',
    key: 't.opened_at, t.id',
    past: '>',
    upTo: '<=',
  },
};

export function keysetOf(order: TicketOrder, filtersDigest: string): Keyset<typeof POSITION> {
  return new Keyset(`tickets/${order}/${filtersDigest}`, POSITION);
}

export function positionOf({ slaBreached, priority, openedAt, id }: TicketLine): Position {
  return { rank: (slaBreached ? -1000 : 0) - priority, openedAt, id };
}

/** Holds for tickets behind a position, or up to it and with it. */
export function beyond(
  order: TicketOrder,
  how: 'past' | 'upTo',
  { rank, openedAt, id }: Position,
  values: BoundValues,
): string {
  const sql = ORDERS[order];
  const key = [values.bind(openedAt, 'timestamptz'), values.bind(id, 'uuid')];
  if (order === 'queue') key.unshift(values.bind(rank, 'bigint'));
  return `(${sql.key}) ${sql[how]} (${key.join(', ')})`;
}
