import type pg from 'pg';

const COMPLETION = /^complete_job/;
const NOTHING = { rows: [], rowCount: 0, fields: [], command: '', oid: 0 };

/**
 * The pool as graphile-worker gets it. It deletes a job that ran without waiting for the answer, so that a
 * lost connection ends its runner, or the process; and without asking whether the job was added to
 * meanwhile. What becomes of a job is written by our driver, before the library thinks it complete, so its
 * own deletions go nowhere. Everything else it does is single statements, and they go to any connection.
 */
export function libraryConnections(pool: pg.Pool): pg.Pool {
  const client = {
    query: (query: { name?: string }, values?: unknown[]) =>
      COMPLETION.test(query.name ?? '')
        ? Promise.resolve(NOTHING)
        : pool.query(query as never, values as never),
    release: () => {},
  };
  type Connected = Parameters<pg.Pool['connect']>[0];
  // To listen it keeps a connection, which it asks for with a callback.
  const connect = (listener?: Connected) => (listener ? pool.connect(listener) : Promise.resolve(client));
  return { connect, options: pool.options } as unknown as pg.Pool;
}
