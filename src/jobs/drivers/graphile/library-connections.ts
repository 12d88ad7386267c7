import type pg from 'pg';
import { Searches, type Search } from './searches.js';

const COMPLETION = /^complete_job/;
const SEARCH = /^get_job/;
const NOTHING = { rows: [], rowCount: 0, fields: [], command: '', oid: 0 };

/**
 * The pool as graphile-worker gets it. It deletes a job that ran without waiting for the answer, so that a
 * lost connection ends its runner, or the process; and without asking whether the job was added to
 * meanwhile. What becomes of a job is written by our driver, before the library thinks it complete, so its
 * own deletions go nowhere. Everything else it does is single statements, and they go to any connection.
 *
 * @param slots that look for jobs.
 */
export function libraryConnections(pool: pg.Pool, slots: number): pg.Pool {
  const searches = new Searches((query) => pool.query(query as pg.QueryConfig), slots);
  const client = {
    query: (query: Search, values?: unknown[]): Promise<unknown> => {
      const name = query.name ?? '';
      if (COMPLETION.test(name)) return Promise.resolve(NOTHING);
      if (SEARCH.test(name)) return searches.search(query);
      return pool.query(query as never, values as never);
    },
    release: () => {},
  };
  type Connected = Parameters<pg.Pool['connect']>[0];
  // To listen it keeps a connection, which it asks for with a callback.
  const connect = (listener?: Connected) => (listener ? pool.connect(listener) : Promise.resolve(client));
  return { connect, options: pool.options } as unknown as pg.Pool;
}
