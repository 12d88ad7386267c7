import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { databaseOptions } from '#config';
import { type Database, migrate, openDatabase } from '#platform';
import { startTestServer, type TestServer } from './postgres-server.js';

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

// What a test expects it asserts; its report is no place for logs.
Logger.overrideLogger(['error', 'fatal']);

/** In bytes; a clone begins with a sixth of it. */
const LARGE = 64 * 1024 * 1024;
const TEMPLATE_LOCK = 7_031_442_181;

/** The server that a spec run alone starts for itself, and how many databases it holds. */
let own: { server: Promise<TestServer>; users: number } | null = null;

/** A migrated database for one test file, on the real Postgres of the test run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const clone = await createDatabaseClone();
  const dataSource = await new DataSource(await databaseOptions(clone.url)).initialize();
  const opened = openDatabase(dataSource, clone.url);
  return {
    url: clone.url,
    database: opened.database,
    dataSource,
    close: async () => {
      await opened.close();
      await dataSource.destroy();
      await clone.release();
    },
  };
}

/** The same without a connection to it: for what opens its own. */
export async function createDatabaseClone(): Promise<{ url: string; release(): Promise<void> }> {
  const server = await acquireServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(server.url, async (admin) => {
    const template = await ensureTemplate(admin, server.url);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  });
  return {
    url: withDatabase(server.url, name),
    release: async () => {
      await asAdmin(server.url, (admin) => letGo(admin, name));
      await releaseServer();
    },
  };
}

/**
 * Ends what is still connected, as a start that failed is until its process ends. A small one stays, and goes with its
 * server: a file system is slow to make files where it has just removed as many, and every clone is hundreds of them.
 */
async function letGo(admin: pg.Client, name: string): Promise<void> {
  const { rows } = await admin.query('SELECT pg_database_size($1) > $2 AS "isLarge"', [name, LARGE]);
  if (rows[0]?.isLarge === true) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  else await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
}

async function acquireServer(): Promise<{ url: string }> {
  const shared = process.env['DOCKET_TEST_POSTGRES_URL'];
  if (shared) return { url: shared };
  own ??= { server: startTestServer(), users: 0 };
  own.users += 1;
  return own.server;
}

async function releaseServer(): Promise<void> {
  if (!own) return;
  own.users -= 1;
  if (own.users > 0) return;
  const { server } = own;
  own = null;
  await (await server).close();
}

/** Migrates once per set of migrations; the other test files wait for it. */
async function ensureTemplate(admin: pg.Client, serverUrl: string): Promise<string> {
  const name = `template_${migrationsMark()}`;
  await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rows } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rows.length > 0) return name;
    const unfinished = `${name}_unfinished`;
    await admin.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${unfinished}`);
    await migrate(withDatabase(serverUrl, unfinished));
    await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
    return name;
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

function migrationsMark(): string {
  const folder = new URL('../../migrations/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const mark = createHash('sha256');
  for (const file of files.toSorted()) mark.update(`${file}\n`).update(readFileSync(new URL(file, folder)));
  return mark.digest('hex').slice(0, 12);
}

/** What its types leave out. */
type KeptClient = pg.Client & { ref(): void; unref(): void };

/** The connection of this process to the server of the test run; a new one for each file would cost more than its work. */
let kept: KeptClient | null = null;
let line: Promise<unknown> = Promise.resolve();

/** One after the other: they share a session, whose locks stop only others. */
function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const turn = line.then(() => (own === null ? asKeptAdmin(url, work) : asOwnAdmin(url, work)));
  line = turn.catch(() => {});
  return turn;
}

async function asKeptAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  if (kept === null) {
    const made: unknown = await connectAdmin(url);
    kept = made as KeptClient;
    kept.on('error', () => (kept = null));
  }
  const admin = kept;
  admin.ref();
  try {
    return await work(admin);
  } finally {
    // Between files it keeps nothing running.
    admin.unref();
  }
}

async function asOwnAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = await connectAdmin(url);
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

async function connectAdmin(url: string): Promise<pg.Client> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  return admin;
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
