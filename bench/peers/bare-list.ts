import { openPool, serve } from './bare-server.js';

/** `SELECT … LIMIT 50` in the queue's order over the very rows that Docket lists, without filters or rights. */
const pool = openPool();
const guildId = process.env['GUILD_ID'];

serve(pool, async () => {
  const { rows } = await pool.query({
    name: 'list',
    text: `SELECT id, number, version, stream, status, kind, category, title, subject_type, subject_id, subject_name,
        priority, source_id, tags, owner_id, claim_expires_at, wait_for, wait_until, outcome, resolved_at, signal_count,
        reporter_count, last_signal_at, opened_at, updated_at, sla_due_at, sla_breached
      FROM tickets WHERE guild_id = $1 AND status <> 'resolved'
      ORDER BY (sla_breached::int * -1000 - priority), opened_at, id LIMIT 50`,
    values: [guildId],
  });
  return [200, JSON.stringify({ items: rows })];
});
