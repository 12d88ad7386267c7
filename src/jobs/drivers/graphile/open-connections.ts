import { Logger } from '@nestjs/common';
import pg from 'pg';

/** Two listen, and as many jobs are asked for at once as a lane runs; what is idle for a while is closed. */
const CONNECTIONS = 18;

/** A pool for the runner alone: however busy handlers keep the application's, jobs are found and finished. */
export function openConnections(url: string): pg.Pool {
  const logger = new Logger('Jobs');
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    application_name: 'docket-jobs',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  pool.on('error', (error) => logger.warn({ error }, 'An idle connection of the job runner was lost'));
  // A connection that breaks while in use tells its own 'error'; unheard, that would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
