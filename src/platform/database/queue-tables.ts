import pg from 'pg';

/**
 * The schemas in which graphile-worker keeps jobs, one for each lane: a search for interactive jobs must not
 * walk over a long line of background ones. They are made with the other tables, whatever the
 * installation's queue is, so that it can change without a migration.
 */
export const QUEUE_SCHEMAS = {
  interactive: 'graphile_worker',
  background: 'graphile_worker_background',
} as const;

/** graphile-worker's newest migration in the version that is installed. */
export const QUEUE_REVISION = 19;

const REVISIONS = Object.values(QUEUE_SCHEMAS);

/** Brings graphile-worker's tables up to date, by its own migrations. The caller holds the migration lock. */
export async function migrateQueue(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'docket-migrate' });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    if (await isQueueMigrated(pool)) return;
    const { Logger, runMigrations } = await import('graphile-worker');
    const logger = new Logger(() => () => {});
    for (const schema of REVISIONS) await runMigrations({ pgPool: pool, schema, logger });
  } finally {
    await pool.end();
  }
}

export async function isQueueMigrated(on: pg.Pool | pg.Client): Promise<boolean> {
  const { rows } = await on.query<{ schemas: number }>(
    `SELECT count(*)::int AS schemas FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE c.relname = 'migrations' AND n.nspname = ANY($1)`,
    [REVISIONS],
  );
  if (rows[0]?.schemas !== REVISIONS.length) return false;
  const newest = REVISIONS.map((schema) => `(SELECT max(id) FROM ${schema}.migrations)`);
  const { rows: found } = await on.query<{ revision: number | null }>(
    `SELECT least(${newest.join(', ')}) AS revision`,
  );
  return (found[0]?.revision ?? 0) >= QUEUE_REVISION;
}
