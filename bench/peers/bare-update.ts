import { openPool, serve } from './bare-server.js';

/** One conditional UPDATE for each request: a claim without all the rest. */
const pool = openPool();
await pool.query(`
  CREATE TABLE IF NOT EXISTS bare_claims (id int PRIMARY KEY, owner_id text, version int NOT NULL DEFAULT 1)`);
await pool.query(`INSERT INTO bare_claims (id) SELECT generate_series(0, 1999) ON CONFLICT DO NOTHING`);

serve(pool, async (request, body) => {
  const id = Number(request.url?.slice(1) ?? 0) % 2000;
  const { ownerId } = JSON.parse(body) as { ownerId: string };
  const { rowCount } = await pool.query({
    name: 'claim',
    text: `UPDATE bare_claims SET owner_id = $2, version = version + 1 WHERE id = $1 AND (owner_id IS NULL OR owner_id = $2)`,
    values: [id, ownerId],
  });
  return [rowCount === 1 ? 200 : 409, JSON.stringify({ claimed: rowCount === 1 })];
});
