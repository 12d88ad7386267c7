import { openPool, serve } from './bare-server.js';

/** One row, one INSERT, one commit for each request: the least that can be called durable. */
const pool = openPool();
await pool.query(`
  CREATE TABLE IF NOT EXISTS bare_signals (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), external_id text UNIQUE, body jsonb NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now())`);

serve(pool, async (_request, body) => {
  const signal = JSON.parse(body) as { externalId: string };
  const { rows } = await pool.query<{ id: string }>({
    name: 'insert',
    text: 'INSERT INTO bare_signals (external_id, body) VALUES ($1, $2) ON CONFLICT (external_id) DO NOTHING RETURNING id',
    values: [signal.externalId, body],
  });
  return [202, JSON.stringify({ id: rows[0]?.id ?? null })];
});
