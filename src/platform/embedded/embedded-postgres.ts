import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { EmbeddedRefused } from './embedded-refused.js';
import { probeAddress } from '../lifecycle/listen-address.js';
import { findBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { openCluster, type Cluster } from './postgres-cluster.js';
import { postgresUser, requireReach, type SystemUser } from './postgres-user.js';
import {
  findRunning,
  lastWords,
  launch,
  signalPostmaster,
  stopPostmaster,
  untilReady,
  urlOf,
  type Postmaster,
} from './postmaster.js';
import { isAlive } from './process-facts.js';

const ATTEMPTS = 20;
const RETRY_MS = 250;
const WATCH_MS = 500;

/** Loopback only; small in memory; its log says what went wrong and never which values were involved. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  jit: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/**
 * A Postgres of our own in a folder. It outlives a `kill -9` of this process, and the next one takes it
 * over; when it is the one that dies it is started again.
 */
export class EmbeddedPostgres {
  private readonly logger = new Logger('EmbeddedPostgres');
  private readonly stopping = new AbortController();
  private watching: Promise<void> = Promise.resolve();

  private constructor(
    private readonly cluster: Cluster,
    private readonly run: (port: number | null) => Promise<Postmaster>,
    private postmaster: Postmaster,
  ) {}

  /** `abandoned` ends what was started so far, at once: there are processes before there is one to stop. */
  static async start(
    folder: string,
    databases: readonly string[],
    settings: Readonly<Record<string, string>> = {},
    abandoned?: AbortSignal,
  ): Promise<EmbeddedPostgres> {
    const binaries = findBinaries();
    const user = postgresUser();
    requireReach(user, binaries.postgres, 'its program in node_modules');
    const cluster = await openCluster(folder, binaries, user, abandoned);
    requireReach(user, cluster.folder, 'the data folder');
    const run = (port: number | null) =>
      runCluster(cluster, binaries, user, port, { ...SETTINGS, ...settings }, abandoned);
    const embedded = new EmbeddedPostgres(cluster, run, await run(null));
    await embedded.createMissing(databases);
    embedded.watching = embedded.watch();
    return embedded;
  }

  url(database: string): string {
    return urlOf(this.cluster, this.postmaster.port, database);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.watching;
    await stopPostmaster(this.postmaster);
  }

  /** For a process that has no time left; what was committed is recovered at the next start. */
  abandon(): void {
    this.stopping.abort();
    signalPostmaster(this.postmaster.pid, 'SIGQUIT');
  }

  private async createMissing(databases: readonly string[]): Promise<void> {
    const client = new pg.Client({ connectionString: this.url('postgres') });
    await client.connect();
    try {
      const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_database');
      const known = new Set(rows.map(({ name }) => name));
      for (const database of databases) {
        if (!known.has(database)) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
      }
    } finally {
      await client.end();
    }
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await delay(WATCH_MS, undefined, { ref: false, signal }).catch(() => {});
      if (signal.aborted || isAlive(this.postmaster.pid)) continue;
      this.logger.warn({ pid: this.postmaster.pid }, 'The embedded Postgres has ended; starting it again');
      try {
        this.postmaster = await this.run(this.postmaster.port);
      } catch (error) {
        this.logger.error({ error }, 'The embedded Postgres does not start');
      }
    }
  }
}

/** Takes over the server that runs on the folder already, or starts one, on the same port when one is given. */
async function runCluster(
  cluster: Cluster,
  binaries: PostgresBinaries,
  user: SystemUser | null,
  port: number | null,
  settings: Readonly<Record<string, string>>,
  abandoned?: AbortSignal,
): Promise<Postmaster> {
  const running = findRunning(cluster);
  if (running) {
    if ((port === null || port === running.port) && (await untilReady(cluster, running))) return running;
    await stopPostmaster(running);
  }
  for (let attempt = 1; ; attempt += 1) {
    const postmaster = await launch(
      cluster,
      binaries,
      user,
      port ?? (await probeAddress('127.0.0.1', 0)),
      settings,
      abandoned,
    );
    if (await untilReady(cluster, postmaster)) return postmaster;
    await stopPostmaster(postmaster);
    const reason = lastWords(cluster);
    // The other processes of a killed server need a moment to notice; and a free port can be taken.
    if (!/shared memory|in use|already exists/i.test(reason) || attempt === ATTEMPTS) {
      throw new EmbeddedRefused(`The embedded Postgres did not start: ${reason}. Its log is ${cluster.log}`);
    }
    await delay(RETRY_MS);
  }
}
