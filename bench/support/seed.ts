import pg from 'pg';

/** So many unresolved tickets of one guild, spread over streams, priorities and ages, with a subject each. */
export async function seedTickets(databaseUrl: string, guildId: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO tickets (guild_id, id, number, version, stream, status, kind, category, title, subject_type,
         subject_id, priority, priority_parts, correlation_key, source_id, explanation, signal_count, reporter_count,
         last_signal_at, opened_at, updated_at)
       SELECT $1, gen_random_uuid(), i, 1, CASE i % 10 WHEN 0 THEN 'escalation' WHEN 1 THEN 'support' ELSE 'review' END,
         CASE i % 10 WHEN 0 THEN 'escalated' ELSE 'open' END, 'flag', 'harassment', 'Ticket ' || i, 'user',
         (100000000000000000 + i)::text, (i::bigint * 7919) % 101, '[{"name":"category","points":20}]', 'seed-' || i,
         '500000000000000000', '{"rule":null,"matched":[],"ruleset":"seed","reasons":[],"heldOut":false}', 1, 0,
         at, at, at
       FROM generate_series(1, $2::int) AS i, LATERAL (SELECT date_trunc('milliseconds', now()) - i * interval '1 second' AS at) t`,
      [guildId, count],
    );
    await client.query(
      `INSERT INTO ticket_parties (guild_id, ticket_id, user_id, role, added_at)
       SELECT guild_id, id, subject_id, 'subject', opened_at FROM tickets WHERE guild_id = $1`,
      [guildId],
    );
    await client.query('UPDATE guild_counters SET next_ticket_number = $2 WHERE guild_id = $1', [
      guildId,
      count + 1,
    ]);
    await client.query('VACUUM ANALYZE tickets');
    await client.query('VACUUM ANALYZE ticket_parties');
  } finally {
    await client.end();
  }
}
