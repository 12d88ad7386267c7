import type { Statement, Tx } from '#platform';
import type { Ticket } from '../domain/ticket.js';
import { TICKET_LIST } from './ticket-record.js';

export interface KeyRef {
  readonly guildId: string;
  readonly correlationKey: string;
}

/** What was measured on a ticket since a time. */
export interface Measured {
  readonly occurrences: number;
  readonly reporters: readonly string[];
}

export interface MeasureQuestion {
  readonly guildId: string;
  readonly ticketId: string;
  readonly since: Date;
}

/** Thresholds are far below; past it, more signals change nothing. */
const MOST_MEASURED = 1000;

/** A merge may be of something merged before; a chain longer than this is followed no further. */
export const MOST_MERGES = 5;

export const JOIN_QUERIES = {
  /**
   * For each key the unresolved ticket and the newest resolved one, and where those were merged into. All of
   * them locked in the order of their ids, so that two transactions never wait for each other.
   */
  byKey: {
    name: 'tickets_by_key',
    text: `
      WITH RECURSIVE candidates AS (
        SELECT k.guild_id, c.id, c.merged_into_id, 0 AS merges FROM unnest($1::text[], $2::text[]) AS k(guild_id, key)
        CROSS JOIN LATERAL (
          (SELECT u.id, u.merged_into_id FROM tickets u
           WHERE u.guild_id = k.guild_id AND u.correlation_key = k.key AND u.status <> 'resolved' LIMIT 1)
          UNION ALL
          (SELECT d.id, d.merged_into_id FROM tickets d
           WHERE d.guild_id = k.guild_id AND d.correlation_key = k.key AND d.status = 'resolved'
           ORDER BY d.opened_at DESC LIMIT 1)
        ) c
        UNION ALL
        SELECT m.guild_id, m.id, m.merged_into_id, f.merges + 1 FROM candidates f
        CROSS JOIN LATERAL (
          SELECT i.guild_id, i.id, i.merged_into_id FROM tickets i
          WHERE i.guild_id = f.guild_id AND i.id = f.merged_into_id LIMIT 1
        ) m
        WHERE f.merged_into_id IS NOT NULL AND f.merges < ${MOST_MERGES}
      ), ordered AS MATERIALIZED (
        SELECT c.guild_id, c.id, min(c.merges) = 0 AS has_key FROM candidates c
        GROUP BY c.guild_id, c.id ORDER BY c.guild_id, c.id
      )
      SELECT locked.*, w.has_key AS "hasKey" FROM ordered w CROSS JOIN LATERAL (
        SELECT ${TICKET_LIST} FROM tickets t WHERE t.guild_id = w.guild_id AND t.id = w.id FOR UPDATE
      ) locked`,
  },
  // The arrays are hidden from the planner, which would plan anew for each length of them.
  measured: {
    name: 'tickets_measured',
    text: `
      SELECT m.occurrences, m.reporters
      FROM unnest((SELECT $1::text[]), (SELECT $2::uuid[]), (SELECT $3::timestamptz[])) WITH ORDINALITY AS w(guild_id, ticket_id, since, place)
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS occurrences,
          coalesce(array_agg(DISTINCT s.reporter_id) FILTER (WHERE s.reporter_id IS NOT NULL), '{}') AS reporters
        FROM (SELECT n.reporter_id FROM signals n
              WHERE n.guild_id = w.guild_id AND n.ticket_id = w.ticket_id AND n.received_at >= w.since
              LIMIT ${MOST_MEASURED}) s
      ) m
      ORDER BY w.place`,
  },
} satisfies Record<string, Statement>;

/** A ticket with one of the keys, or one that such a ticket was merged into. */
export interface FoundByKey {
  readonly ticket: Ticket;
  readonly hasKey: boolean;
}

/** The tickets that signals with these keys might join, locked until the transaction ends. */
export async function lockByKey(tx: Tx, keys: readonly KeyRef[]): Promise<FoundByKey[]> {
  const rows = await tx.query<Ticket & { hasKey: boolean }>(JOIN_QUERIES.byKey, [
    keys.map(({ guildId }) => guildId),
    keys.map(({ correlationKey }) => correlationKey),
  ]);
  return rows.map(({ hasKey, ...ticket }) => ({ ticket, hasKey }));
}

/** One answer for each question, in order. */
export async function measure(tx: Tx, asked: readonly MeasureQuestion[]): Promise<Measured[]> {
  if (asked.length === 0) return [];
  return tx.query<Measured>(JOIN_QUERIES.measured, [
    asked.map(({ guildId }) => guildId),
    asked.map(({ ticketId }) => ticketId),
    asked.map(({ since }) => since),
  ]);
}
