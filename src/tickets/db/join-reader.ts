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

export const JOIN_QUERIES = {
  /** For each key the unresolved ticket and the newest resolved one. Locked in the order of their ids. */
  byKey: {
    name: 'tickets_by_key',
    text: `
      WITH candidates AS MATERIALIZED (
        SELECT k.guild_id, c.id FROM unnest($1::text[], $2::text[]) AS k(guild_id, key)
        CROSS JOIN LATERAL (
          (SELECT u.id FROM tickets u
           WHERE u.guild_id = k.guild_id AND u.correlation_key = k.key AND u.status <> 'resolved' LIMIT 1)
          UNION ALL
          (SELECT d.id FROM tickets d
           WHERE d.guild_id = k.guild_id AND d.correlation_key = k.key AND d.status = 'resolved'
           ORDER BY d.opened_at DESC LIMIT 1)
        ) c
        ORDER BY k.guild_id, c.id
      )
      SELECT locked.* FROM candidates w CROSS JOIN LATERAL (
        SELECT ${TICKET_LIST} FROM tickets t WHERE t.guild_id = w.guild_id AND t.id = w.id FOR UPDATE
      ) locked`,
  },
  measured: {
    name: 'tickets_measured',
    text: `
      SELECT m.occurrences, m.reporters
      FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) WITH ORDINALITY AS w(guild_id, ticket_id, since, place)
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

/** The tickets that signals with these keys might join, locked until the transaction ends. */
export async function lockByKey(tx: Tx, keys: readonly KeyRef[]): Promise<Ticket[]> {
  return tx.query<Ticket>(JOIN_QUERIES.byKey, [
    keys.map(({ guildId }) => guildId),
    keys.map(({ correlationKey }) => correlationKey),
  ]);
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
