import { Logger } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrationOptions } from '#config';
import { DatabaseRefused } from './preflight.js';
import { isQueueMigrated, migrateQueue } from './queue-tables.js';

/** Any number that no other program on the same database uses; processes that start together queue on it. */
const MIGRATION_LOCK = 7_031_442_180;

/** Brings the tables up to date, one process at a time, each migration in its own transaction. */
export async function migrate(url: string): Promise<void> {
  const lock = new pg.Client({
    connectionString: url,
    application_name: 'docket-migrate-lock',
    keepAlive: true,
  });
  lock.on('error', () => {});
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await withMigrations(url, async (dataSource) => {
      const done = await dataSource.runMigrations({ transaction: 'each' });
      const names = done.map(({ name }) => name);
      if (names.length > 0) new Logger('Migrations').log({ names }, 'The tables are up to date');
    });
    await migrateQueue(url);
  } finally {
    await lock.end().catch(() => {});
  }
}

/** For a start that may not migrate: refuses to run on tables that are behind the code. */
export async function requireMigrated(url: string): Promise<void> {
  const behind = await withMigrations(url, (dataSource) => dataSource.showMigrations());
  if (behind || !(await hasQueueTables(url))) {
    throw new DatabaseRefused(
      'The tables are older than this version of Docket and DOCKET_MIGRATE is off. Run: node dist/app/migrate.js',
    );
  }
}

async function hasQueueTables(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'docket-migrate' });
  client.on('error', () => {});
  await client.connect();
  try {
    return await isQueueMigrated(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function withMigrations<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = await new DataSource(await migrationOptions(url)).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
