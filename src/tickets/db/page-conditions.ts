import { BoundValues } from './bound-values.js';
import { type Finder, heldBy } from './finders.js';
import { allOf } from './sight.js';
import { statusesOf, type TicketFilters, UNRESOLVED } from './ticket-filters.js';
import { beyond, type Position, type TicketOrder } from './ticket-order.js';

export interface PageQuestion {
  readonly guildId: string;
  readonly viewerId: string | null;
  readonly filters: TicketFilters;
  readonly order: TicketOrder;
  readonly after: Position | null;
  readonly now: Date;
}

/** How the tickets of a page are come by; without any of these along the whole order. */
export interface Reach {
  /** Only these tickets. */
  readonly among?: readonly string[];
  /** Finders that each ticket is held against. */
  readonly finders?: readonly Finder[];
  /** Along the order, a bounded number of tickets. */
  readonly walks?: true;
  /** No further than to here. */
  readonly upTo?: Position;
}

/** Resolved and unresolved tickets have indexes of their own; `named` are those of a list of ids. */
export type Part = 'unresolved' | 'resolved' | 'named';

/** A page of several parts is merged from a page of each. */
export function partsOf(filters: TicketFilters, { among }: Reach): readonly Part[] {
  if (among !== undefined) return ['named'];
  const statuses = statusesOf(filters);
  if (!statuses.includes('resolved')) return ['unresolved'];
  return statuses.length === 1 ? ['resolved'] : ['unresolved', 'resolved'];
}

/** What an index answers that is in the page's order. */
export function alongOrder(
  { filters, order, after }: PageQuestion,
  { among, upTo }: Reach,
  part: Part,
  guild: string,
  values: BoundValues,
): string {
  return allOf(
    `t.guild_id = ${guild}`,
    part === 'unresolved' ? `t.status <> 'resolved'` : null,
    part === 'resolved' ? `t.status = 'resolved'` : null,
    among === undefined ? null : `t.id = ANY(${values.bind(among, 'uuid[]')})`,
    isQueueOfStream(filters, order) ? `t.stream = ${values.bind(filters.streams?.[0], 'text')}` : null,
    order === 'queue' ? null : opened(filters, values),
    after === null ? null : beyond(order, 'past', after, values),
    upTo === undefined ? null : beyond(order, 'upTo', upTo, values),
  );
}

/** What each ticket along the order is asked; null when that is nothing. */
export function narrowing(
  { filters, order, now }: PageQuestion,
  part: Part,
  values: BoundValues,
): string | null {
  const { streams, kinds, categories, sourceIds, owners } = filters;
  const oneOf = (column: string, wanted: readonly string[] | undefined): string | null =>
    wanted === undefined ? null : `t.${column} = ANY(${values.bind(wanted, 'text[]')})`;
  return allOf(
    oneOf('status', statusesWithin(filters, part)),
    isQueueOfStream(filters, order) ? null : oneOf('stream', streams),
    oneOf('kind', kinds),
    oneOf('category', categories),
    oneOf('source_id', sourceIds),
    owners?.none === true ? unheldOr(owners.ids, now, values) : null,
    order === 'queue' ? opened(filters, values) : null,
  );
}

/** Whether tickets along the order are asked anything at all. */
export function isNarrowed(question: PageQuestion): boolean {
  return partsOf(question.filters, {}).some((part) => narrowing(question, part, new BoundValues()) !== null);
}

/** The statuses to pick out of a part; undefined when the part is just them. */
function statusesWithin(filters: TicketFilters, part: Part): readonly string[] | undefined {
  const statuses = statusesOf(filters);
  if (part === 'named') return statuses;
  if (part === 'resolved') return undefined;
  const wanted = UNRESOLVED.filter((status) => statuses.includes(status));
  return wanted.length < UNRESOLVED.length ? wanted : undefined;
}

/** One stream has the queue in an index of its own. */
function isQueueOfStream({ streams }: TicketFilters, order: TicketOrder): boolean {
  return order === 'queue' && streams?.length === 1;
}

function opened({ since, until }: TicketFilters, values: BoundValues): string | null {
  return allOf(
    since === undefined ? null : `t.opened_at >= ${values.bind(since, 'timestamptz')}`,
    until === undefined ? null : `t.opened_at < ${values.bind(until, 'timestamptz')}`,
  );
}

function unheldOr(ids: readonly string[], now: Date, values: BoundValues): string {
  const unheld = `t.owner_id IS NULL OR t.claim_expires_at <= ${values.bind(now, 'timestamptz')}`;
  return ids.length === 0 ? `(${unheld})` : `(${unheld} OR ${heldBy(ids, now, values)})`;
}
