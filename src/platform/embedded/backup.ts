import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import pg from 'pg';
import { copyFiles } from './copy-files.js';
import { lockDataFolder } from './data-lock.js';
import { EmbeddedRefused } from './embedded-refused.js';
import type { Cluster } from './postgres-cluster.js';
import { findRunning, urlOf, type Postmaster } from './postmaster.js';

/** Of the data folder: what belongs to a running process, and the database, which is copied by its own rules. */
const OF_PROCESS = /^(lock(\..*)?|\.probe-.*|admin-token\..*)$/;
const DATABASE = 'postgres';
/** Of the database: what Postgres makes again or must not find. Its log of changes is copied last, by itself. */
const NOT_COPIED = /^(postmaster\.(pid|opts)|backup_label|.*pgsql_tmp.*|.*pg_internal\.init)$/;
const EMPTIED =
  /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/./;

/**
 * Copies a data folder, while Docket runs on it or not. What it makes in `target` is a data folder itself, as
 * it was at the end of the copying.
 */
export async function backUp(dataDir: string, target: string): Promise<void> {
  const folder = join(dataDir, DATABASE);
  const data = join(folder, 'data');
  if (!existsSync(data)) {
    throw new EmbeddedRefused(
      `There is no embedded database in ${dataDir}. A database of your own is backed up with pg_dump.`,
    );
  }
  if (`${target}${sep}`.startsWith(`${dataDir}${sep}`)) {
    throw new EmbeddedRefused(`${target} is inside of what is copied. Name a folder elsewhere.`);
  }
  requireEmpty(target);
  await mkdir(join(target, DATABASE), { recursive: true, mode: 0o700 });
  const password = readFileSync(join(folder, 'password'), 'utf8');
  const cluster = { folder, data, log: join(folder, 'postgres.log'), password };
  const running = findRunning(cluster);
  const to = join(target, DATABASE, 'data');
  if (running) await copyRunning(cluster, running, to);
  else await copyStopped(dataDir, cluster, to);
  await writeFile(join(target, DATABASE, 'password'), password, { mode: 0o600 });
  // After the database: whatever it speaks of is there by now.
  await copyFiles(dataDir, target, (path) => OF_PROCESS.test(path) || path === DATABASE);
}

async function copyStopped(dataDir: string, { data }: Cluster, to: string): Promise<void> {
  const lock = lockDataFolder(dataDir);
  try {
    await copyFiles(data, to, (path) => path.startsWith('postmaster.'));
  } finally {
    lock.release();
  }
}

/** By Postgres's protocol for copies of a running server: the change log from start to end makes it consistent. */
async function copyRunning(cluster: Cluster, running: Postmaster, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(cluster, running.port, 'postgres') });
  await client.connect();
  try {
    await client.query("SELECT pg_backup_start('docket', true)");
    await copyFiles(cluster.data, to, (path) => NOT_COPIED.test(path) || EMPTIED.test(path));
    const { rows } = await client.query<{ label: string; last: string }>(
      'SELECT labelfile AS label, pg_walfile_name(lsn) AS last FROM pg_backup_stop(false)',
    );
    const { label, last } = rows[0]!;
    await writeFile(join(to, 'backup_label'), label, { mode: 0o600 });
    await copyFiles(join(cluster.data, 'pg_wal'), join(to, 'pg_wal'), () => false);
    requireChanges(join(to, 'pg_wal'), label, last);
  } finally {
    await client.end();
  }
}

/** The change log is kept for a while only; when the copying took longer the copy is worth nothing. */
function requireChanges(folder: string, label: string, last: string): void {
  const first = /\(file ([0-9A-F]{24})\)/.exec(label)?.[1] ?? '';
  const present = readdirSync(folder);
  if (present.includes(first) && present.includes(last)) return;
  throw new EmbeddedRefused(
    'So much was written during the copying that the copy is incomplete. Delete it, and try again at a quieter time.',
  );
}

export function requireEmpty(target: string): void {
  if (!existsSync(target) || readdirSync(target).length === 0) return;
  throw new EmbeddedRefused(`${target} is not empty. Name a new folder.`);
}
