import pg from 'pg';
import type { DataSource } from 'typeorm';
import { Database } from './database.js';
import { NotificationListener } from './notification-listener.js';

/** The `Database` over an initialised data source, whose pool it shares; it is closed before that is. */
export function openDatabase(
  dataSource: DataSource,
  url: string,
): { database: Database; close(): Promise<void> } {
  const { driver } = dataSource;
  const pool: unknown = 'master' in driver ? driver.master : undefined;
  if (!(pool instanceof pg.Pool)) throw new TypeError('The data source is not an initialised PostgreSQL one');
  // A connection that breaks while lent out tells its own 'error'; unheard, that would end the process.
  pool.on('acquire', (client) => {
    if (!client.listeners('error').includes(ignore)) client.on('error', ignore);
  });
  const listener = new NotificationListener(url);
  return { database: new Database(pool, listener), close: () => listener.close() };
}

function ignore(): void {}
