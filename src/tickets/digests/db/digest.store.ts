import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

const TOP = 10;
const KEPT_DAYS = 400;

/**
 * In one statement, so that a digest is there with all that it counted or not at all. From idx_tickets_resolved: what
 * rules close is resolved when it is opened. An hour from before is looked at again, for what was committed too late
 * to be in the digest before.
 */
const MAKE = `
  WITH found AS MATERIALIZED (
    SELECT t.id, t.number, t.resolved_by_id AS rule, t.category, t.source_id, t.signal_count
    FROM tickets t
    WHERE t.guild_id = $1 AND t.status = 'resolved'
      AND t.opened_at >= $2::timestamptz - interval '1 hour' AND t.opened_at < $3
      AND t.stream = 'auto_resolve' AND t.resolved_by_type = 'system'
      AND NOT EXISTS (SELECT 1 FROM digest_tickets d WHERE d.guild_id = t.guild_id AND d.ticket_id = t.id)
  ), counted AS (
    INSERT INTO digest_tickets (guild_id, ticket_id, period_end, rule, category, source_id)
    SELECT $1, f.id, $3, f.rule, f.category, f.source_id FROM found f
  )
  INSERT INTO digests (guild_id, period_start, period_end, body, created_at)
  SELECT $1, $2, $3, jsonb_build_object(
    'tickets', (SELECT count(*) FROM found),
    'byRule', ${groups('rule', 'rule')},
    'byCategory', ${groups('category', 'category')},
    'bySource', ${groups('source_id', 'sourceId')},
    'top', (
      SELECT jsonb_agg(jsonb_build_object('id', t.id, 'number', t.number, 'rule', t.rule, 'category', t.category,
        'sourceId', t.source_id, 'signals', t.signal_count) ORDER BY t.signal_count DESC, t.number)
      FROM (SELECT * FROM found ORDER BY signal_count DESC, number LIMIT ${TOP}) t
    )), $4
  WHERE EXISTS (SELECT 1 FROM found)`;

function groups(column: string, name: string): string {
  return `(SELECT jsonb_agg(jsonb_build_object('${name}', g.${column}, 'tickets', g.tickets) ORDER BY g.tickets DESC, g.${column})
      FROM (SELECT f.${column}, count(*) AS tickets FROM found f GROUP BY f.${column}) g)`;
}

const FORGET_TICKETS = `DELETE FROM digest_tickets WHERE guild_id = $1 AND period_end < $2`;
const FORGET = `DELETE FROM digests WHERE guild_id = $1 AND period_end < $2`;

@Injectable()
export class DigestStore {
  constructor(private readonly database: Database) {}

  /** When the guild's newest digest ended. */
  async lastEnd(guildId: string): Promise<Date | null> {
    const [row] = await this.database.query<{ end: Date | null }>(
      'SELECT max(period_end) AS "end" FROM digests WHERE guild_id = $1',
      [guildId],
    );
    return row?.end ?? null;
  }

  /** Nothing when there is nothing to tell. */
  async make(guildId: string, start: Date, end: Date, now: Date): Promise<void> {
    await this.database.query(MAKE, [guildId, start, end, now]);
  }

  async forgetOld(guildId: string, now: Date): Promise<void> {
    const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    await this.database.transaction(async (tx) => {
      await tx.query(FORGET, [guildId, before]);
      await tx.query(FORGET_TICKETS, [guildId, before]);
    });
  }
}
