import { openPool, serve } from './bare-server.js';

/** The same with grouped INSERTs: what comes while a commit runs shares the next one. */
const pool = openPool();
await pool.query(`
  CREATE TABLE IF NOT EXISTS grouped_signals (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), external_id text UNIQUE, body jsonb NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now())`);

interface Waiting {
  readonly externalId: string;
  readonly body: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}
let waiting: Waiting[] = [];
let running = false;

async function commitAll(): Promise<void> {
  running = true;
  while (waiting.length > 0) {
    const group = waiting;
    waiting = [];
    try {
      await pool.query({
        name: 'insert',
        text: `INSERT INTO grouped_signals (external_id, body)
          SELECT * FROM unnest($1::text[], $2::jsonb[]) ON CONFLICT (external_id) DO NOTHING`,
        values: [group.map(({ externalId }) => externalId), group.map(({ body }) => body)],
      });
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
  running = false;
}

serve(pool, async (_request, body) => {
  const { externalId } = JSON.parse(body) as { externalId: string };
  await new Promise<void>((resolve, reject) => {
    waiting.push({ externalId, body, resolve, reject });
    if (!running) void commitAll();
  });
  return [202, '{"accepted":true}'];
});
