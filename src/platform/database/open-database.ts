import pg from 'pg';
import type { DataSource } from 'typeorm';
import { Database } from './database.js';
import { NotificationListener } from './notification-listener.js';

/** The `Database` over an initialised data source, whose pool it shares. */
export function databaseOver(dataSource: DataSource, listener: NotificationListener): Database {
  const { driver } = dataSource;
  const pool: unknown = 'master' in driver ? driver.master : undefined;
  if (!(pool instanceof pg.Pool)) throw new TypeError('The data source is not an initialised PostgreSQL one');
  // A connection that breaks while lent out tells its own 'error'; unheard, that would end the process.
  pool.on('acquire', (client) => {
    if (!client.listeners('error').includes(ignore)) client.on('error', ignore);
  });
  return new Database(pool, listener);
}

function ignore(): void {}
