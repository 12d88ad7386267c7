import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { CoalescingSocket } from './coalescing-socket.js';
import { OUTPUT } from './places.js';

const MIGRATION = /^\d+-[a-z0-9-]+\.js$/;
const ENTITY = /\.entity\.js$/;
const MIGRATIONS_TABLE = 'schema_migrations';

export const DATABASE_POOL_SIZE = 16;
const STATEMENT_TIMEOUT_MS = 30_000;
/** The server should have cut it off by itself: it stands still, or nothing gets through to it. */
const SILENT_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 5_000;
const CONNECT_TIMEOUT_MS = 5_000;

type Class = new () => object;
type ConnectionOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** Looked for once in the life of a process. */
let entities: Promise<Class[]> | undefined;

/** How the application connects. A statement that takes half a minute is a defect and is cut off. */
export async function databaseOptions(url: string): Promise<ConnectionOptions> {
  return {
    type: 'postgres',
    driver: pg,
    url,
    entities: await (entities ??= loadClasses(filesIn(join(OUTPUT, 'src'), ENTITY))),
    poolSize: DATABASE_POOL_SIZE,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName: 'docket',
    synchronize: false,
    installExtensions: false,
    logging: false,
    extra: {
      keepAlive: true,
      // Statements of a transaction that don't wait for each other share a round trip.
      pipeline: true,
      stream: () => new CoalescingSocket(),
      // Every query is served by an index. Without this, statements that were planned while a table was small
      // would go on reading all of it until the next ANALYZE.
      options: '-c enable_seqscan=off',
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: SILENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    },
  };
}

/** How migrations connect: one connection, and as long as an index takes to build. */
export async function migrationOptions(url: string): Promise<ConnectionOptions> {
  return {
    type: 'postgres',
    driver: pg,
    url,
    migrations: await loadClasses(filesIn(join(OUTPUT, 'migrations'), MIGRATION)),
    migrationsTableName: MIGRATIONS_TABLE,
    poolSize: 1,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName: 'docket-migrate',
    synchronize: false,
    installExtensions: false,
    logging: false,
  };
}

/** The timestamp of the newest migration this version has. */
export function newestMigration(): number {
  return Math.max(
    ...filesIn(join(OUTPUT, 'migrations'), MIGRATION).map((file) => Number.parseInt(basename(file))),
  );
}

function filesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file))
    .toSorted()
    .map((file) => join(folder, file));
}

async function loadClasses(files: readonly string[]): Promise<Class[]> {
  const modules: unknown[] = await Promise.all(files.map((file) => import(pathToFileURL(file).href)));
  return modules.flatMap((module) => Object.values(Object(module)).filter(isClass));
}

function isClass(value: unknown): value is Class {
  return typeof value === 'function';
}
