import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedRefused } from './embedded-refused.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { CLUSTER_ENVIRONMENT, CLUSTER_USER, type Cluster } from './postgres-cluster.js';
import type { SystemUser } from './postgres-user.js';
import { commandOf, isAlive } from './process-facts.js';

/** A running Postgres server: the process that its others come from. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const HOST = '127.0.0.1';
const POLL_MS = 25;
const READY_MS = 60_000;
const FAST_STOP_MS = 20_000;
const IMMEDIATE_STOP_MS = 5_000;
const LOG_LIMIT_BYTES = 5_000_000;

/** The server that an earlier process left behind when it was killed; a stale note of one is removed. */
export function findRunning(cluster: Cluster): Postmaster | null {
  const note = join(cluster.data, 'postmaster.pid');
  if (!existsSync(note)) return null;
  const [pid, , , port] = readFileSync(note, 'utf8').split('\n').map(Number);
  // Only the first process has the folder in its command; and the number may be another program's by now.
  if (pid && port && isAlive(pid) && commandOf(pid).includes(cluster.data)) return { pid, port };
  rmSync(note, { force: true });
  return null;
}

/** Starts a server in a session of its own, so that a Ctrl-C in the terminal reaches it only through us. */
export async function launch(
  cluster: Cluster,
  binaries: PostgresBinaries,
  user: SystemUser | null,
  port: number,
  settings: Readonly<Record<string, string>>,
  abandoned?: AbortSignal,
): Promise<Postmaster> {
  if (existsSync(cluster.log) && statSync(cluster.log).size > LOG_LIMIT_BYTES) {
    renameSync(cluster.log, `${cluster.log}.1`);
  }
  const log = openSync(cluster.log, 'a', 0o600);
  try {
    const child = spawn(
      binaries.postgres,
      [
        '-D',
        cluster.data,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
      ],
      {
        ...user,
        ...(abandoned && { signal: abandoned, killSignal: 'SIGQUIT' as const }),
        cwd: cluster.data,
        env: CLUSTER_ENVIRONMENT,
        detached: true,
        stdio: ['ignore', log, log],
      },
    );
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    if (child.pid === undefined) throw new EmbeddedRefused('The embedded Postgres has no process');
    return { pid: child.pid, port };
  } finally {
    closeSync(log);
  }
}

/** Waits until the server answers; recovery after a crash takes its time. False: it ended or is no use. */
export async function untilReady(cluster: Cluster, postmaster: Postmaster): Promise<boolean> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline && isAlive(postmaster.pid)) {
    if (await answers(cluster, postmaster)) return true;
    await delay(POLL_MS);
  }
  return false;
}

/** Ends sessions, writes everything down and waits for the end; harder when that takes too long. */
export async function stopPostmaster({ pid }: Postmaster): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
    ['SIGKILL', IMMEDIATE_STOP_MS],
  ] as const) {
    signalPostmaster(pid, signal);
    const deadline = performance.now() + waitMs;
    while (isAlive(pid) && performance.now() < deadline) await delay(POLL_MS);
    if (!isAlive(pid)) return;
  }
}

export function signalPostmaster(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

export function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://${CLUSTER_USER}:${cluster.password}@${HOST}:${port}/${database}`;
}

/** The last thing a server that didn't start had to say. */
export function lastWords(cluster: Cluster): string {
  const lines = readFileSync(cluster.log, 'utf8').trim().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '';
  return fatal.replace(/^.*?(FATAL|PANIC):\s*/, '');
}

async function answers(cluster: Cluster, { port }: Postmaster): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(cluster, port, 'postgres'),
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data: string }>("SELECT current_setting('data_directory') AS data");
    return rows[0]?.data === cluster.data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
