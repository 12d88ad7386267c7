import { DomainError, personOf, type Actor } from '#kernel';
import { type TicketFilters, statusesOf } from '../db/ticket-filters.js';
import type { TicketOrder } from '../db/ticket-order.js';
import type { TicketsQuery } from './dto/tickets-query.js';

/** The filters of a query, as the actor means them. */
export function filtersOf(query: TicketsQuery, actor: Actor): TicketFilters {
  const given = {
    streams: query.stream,
    statuses: query.status,
    owners: query.owner === undefined ? undefined : ownersOf(query.owner, actor),
    kinds: query.kind,
    categories: query.category,
    subjectId: query.subject,
    reporterId: query.reporter,
    sourceIds: query.source,
    tags: query.tag,
    q: query.q,
    since: timeOf(query.since),
    until: timeOf(query.until),
  };
  // Left out, not undefined: what is not asked for is not part of the cursor either.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

export function orderOf(query: TicketsQuery, filters: TicketFilters): TicketOrder {
  return query.order ?? (statusesOf(filters).includes('resolved') ? 'newest' : 'queue');
}

function ownersOf(owners: readonly string[], actor: Actor) {
  const me = personOf(actor);
  if (me === null && owners.includes('me')) {
    throw new DomainError(
      'invalid',
      'invalid_query',
      'The query is not valid. owner: only a person has tickets of their own, so a service names the owner by id.',
      { errors: [{ path: 'owner', message: 'must not be me for a service' }] },
    );
  }
  const ids = owners.filter((owner) => owner !== 'none').map((owner) => (owner === 'me' ? me! : owner));
  return { ids: [...new Set(ids)], none: owners.includes('none') };
}

function timeOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
