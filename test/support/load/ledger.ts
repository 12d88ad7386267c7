import { expect } from '@jest/globals';
import type { DatabaseClient } from '../database-client.js';

/** What must hold in every guild whatever happened: each query finds the rows that break it. */
const BROKEN: Readonly<Record<string, string>> = {
  'the log has no gaps and ends where the counter says': `
    SELECT c.last_seq, count(e.seq), min(e.seq), max(e.seq) FROM guild_counters c
    LEFT JOIN events e ON e.guild_id = c.guild_id WHERE c.guild_id = $1 GROUP BY c.last_seq
    HAVING NOT (c.last_seq = count(e.seq) AND count(DISTINCT e.seq) = count(e.seq)
      AND coalesce(max(e.seq), 0) = c.last_seq AND coalesce(min(e.seq), 1) = 1)`,
  'ticket numbers have no gaps': `
    SELECT c.next_ticket_number, count(t.id), max(t.number) FROM guild_counters c
    LEFT JOIN tickets t ON t.guild_id = c.guild_id WHERE c.guild_id = $1 GROUP BY c.next_ticket_number
    HAVING NOT (count(t.id) = c.next_ticket_number - 1 AND coalesce(max(t.number), 0) = count(t.id))`,
  'a ticket counts its signals and their reporters': `
    SELECT t.id, t.signal_count, t.reporter_count, s.signals, s.reporters FROM tickets t
    CROSS JOIN LATERAL (SELECT count(*)::int AS signals, count(DISTINCT s.reporter_id)::int AS reporters
      FROM signals s WHERE s.guild_id = t.guild_id AND s.ticket_id = t.id) s
    WHERE t.guild_id = $1 AND t.merged_into_id IS NULL
      AND (t.signal_count, t.reporter_count) IS DISTINCT FROM (s.signals, s.reporters)`,
  'a merged ticket has no signals': `
    SELECT t.id FROM tickets t WHERE t.guild_id = $1 AND t.merged_into_id IS NOT NULL
      AND EXISTS (SELECT 1 FROM signals s WHERE s.guild_id = t.guild_id AND s.ticket_id = t.id)`,
  'a signal is on a ticket that is there': `
    SELECT s.id FROM signals s WHERE s.guild_id = $1
      AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.guild_id = s.guild_id AND t.id = s.ticket_id)`,
  'each external id is one signal': `
    SELECT s.source_id, s.external_id, count(*), count(k.signal_id) FROM signals s
    FULL JOIN signal_keys k ON k.guild_id = s.guild_id AND k.source_id = s.source_id AND k.external_id = s.external_id
      AND k.signal_id = s.id
    WHERE coalesce(s.guild_id, k.guild_id) = $1 AND (s.external_id IS NOT NULL OR s.id IS NULL)
    GROUP BY s.source_id, s.external_id HAVING count(*) <> 1 OR count(k.signal_id) <> 1 OR count(s.id) <> 1`,
  'the log tells of each signal once': `
    SELECT s.id, e.told FROM signals s
    LEFT JOIN (SELECT e.payload->>'signalId' AS id, count(*) AS told FROM events e
      WHERE e.guild_id = $1 AND e.type IN ('ticket.opened', 'ticket.signal_added', 'ticket.signal_dropped')
      GROUP BY 1) e ON e.id = s.id::text
    WHERE s.guild_id = $1 AND e.told IS DISTINCT FROM 1`,
  'the log tells of every version of a ticket': `
    SELECT t.id, t.version, e.versions, e.latest FROM tickets t
    LEFT JOIN (SELECT e.ticket_id, count(DISTINCT e.ticket_version) AS versions, max(e.ticket_version) AS latest
      FROM events e WHERE e.guild_id = $1 GROUP BY e.ticket_id) e ON e.ticket_id = t.id
    WHERE t.guild_id = $1 AND (e.versions IS DISTINCT FROM t.version OR e.latest IS DISTINCT FROM t.version)`,
  'claims are listed as tickets have them': `
    SELECT t.id, t.owner_id, c.owner_id AS listed FROM tickets t
    FULL JOIN claims c ON c.guild_id = t.guild_id AND c.ticket_id = t.id
    WHERE coalesce(t.guild_id, c.guild_id) = $1
      AND (t.owner_id, t.claim_expires_at) IS DISTINCT FROM (c.owner_id, c.expires_at)`,
};

/** Holds all that is written of a guild against each other. */
export async function expectWholeLedger(database: DatabaseClient, guildId: string): Promise<void> {
  const broken: Record<string, unknown[]> = {};
  for (const [rule, sql] of Object.entries(BROKEN)) {
    const rows = await database.query(sql, [guildId]);
    if (rows.length > 0) broken[rule] = rows.slice(0, 5);
  }
  expect(broken).toEqual({});
}

/** The id under which each external id was kept. */
export async function keptSignals(database: DatabaseClient, guildId: string): Promise<Map<string, string>> {
  const rows = await database.query('SELECT external_id, id FROM signals WHERE guild_id = $1', [guildId]);
  return new Map(
    (rows as { external_id: string; id: string }[]).map(({ external_id, id }) => [external_id, id]),
  );
}
