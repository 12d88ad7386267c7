import type { BoundValues } from './bound-values.js';
import { numberIn, searchMatch } from './search-match.js';
import type { TicketFilters } from './ticket-filters.js';

/** A filter with an index of its own that leads to its tickets. */
export interface Finder {
  /** A query for `id`s of tickets; the caller limits it. */
  readonly find: (guild: string, values: BoundValues) => string;
  /** The same asked of one ticket `t`. */
  readonly holds: (guild: string, values: BoundValues) => string;
}

/** The filters that may lead to few tickets, those first that mostly do. */
export function findersOf(filters: TicketFilters, now: Date): Finder[] {
  const { owners, q, reporterId, tags, subjectId } = filters;
  return [
    owners !== undefined && !owners.none && byOwner(owners.ids, now),
    q !== undefined && bySearch(q),
    reporterId !== undefined && byReporter(reporterId),
    tags !== undefined && byTag(tags),
    subjectId !== undefined && bySubject(subjectId),
  ].filter((finder) => finder !== false);
}

function byOwner(ids: readonly string[], now: Date): Finder {
  return {
    find: (guild, values) => `
      SELECT c.ticket_id AS id FROM claims c
      WHERE c.guild_id = ${guild} AND c.owner_id = ANY(${values.bind(ids, 'text[]')})
        AND c.expires_at > ${values.bind(now, 'timestamptz')}`,
    holds: (_guild, values) => heldBy(ids, now, values),
  };
}

/** A lease that ran out counts as no owner, swept or not. */
export function heldBy(ids: readonly string[], now: Date, values: BoundValues): string {
  return `(t.owner_id = ANY(${values.bind(ids, 'text[]')}) AND t.claim_expires_at > ${values.bind(now, 'timestamptz')})`;
}

function bySearch(q: string): Finder {
  const number = numberIn(q);
  return {
    find: (guild, values) => {
      const found = `SELECT s.ticket_id AS id FROM ticket_search s WHERE s.guild_id = ${guild} AND ${searchMatch(q, values)}`;
      return number === null
        ? found
        : `${found} UNION ALL
           SELECT n.id FROM tickets n WHERE n.guild_id = ${guild} AND n.number = ${values.bind(number, 'int')}`;
    },
    // OFFSET 0: asked of each ticket by its key, never joined the other way round.
    holds: (guild, values) => {
      const found = `EXISTS (SELECT 1 FROM ticket_search s
        WHERE s.guild_id = ${guild} AND s.ticket_id = t.id AND ${searchMatch(q, values)} OFFSET 0)`;
      return number === null ? found : `(${found} OR t.number = ${values.bind(number, 'int')})`;
    },
  };
}

function byReporter(userId: string): Finder {
  return {
    find: (guild, values) => `
      SELECT r.ticket_id AS id FROM ticket_parties r
      WHERE r.guild_id = ${guild} AND r.user_id = ${values.bindUnseen(userId, 'text')} AND r.role = 'reporter'`,
    holds: (guild, values) => `EXISTS (SELECT 1 FROM ticket_parties r
      WHERE r.guild_id = ${guild} AND r.ticket_id = t.id AND r.user_id = ${values.bind(userId, 'text')}
        AND r.role = 'reporter' OFFSET 0)`,
  };
}

function byTag(tags: readonly string[]): Finder {
  return {
    find: (guild, values) => `
      SELECT s.ticket_id AS id FROM ticket_search s
      WHERE s.guild_id = ${guild} AND s.tags && ${values.bindUnseen(tags, 'text[]')}`,
    holds: (_guild, values) => `t.tags && ${values.bind(tags, 'text[]')}`,
  };
}

function bySubject(subjectId: string): Finder {
  return {
    find: (guild, values) => `
      SELECT u.id FROM tickets u
      WHERE u.guild_id = ${guild} AND u.subject_id = ${values.bindUnseen(subjectId, 'text')}`,
    holds: (_guild, values) => `t.subject_id = ${values.bind(subjectId, 'text')}`,
  };
}
