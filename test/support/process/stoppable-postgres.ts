import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptPort } from '../kept-port.js';
import { findBinaries } from '../../../src/platform/embedded/postgres-binaries.js';
import { openCluster, type Cluster } from '../../../src/platform/embedded/postgres-cluster.js';
import { postgresUser } from '../../../src/platform/embedded/postgres-user.js';
import {
  launch,
  signalPostmaster,
  untilReady,
  urlOf,
  type Postmaster,
} from '../../../src/platform/embedded/postmaster.js';
import { isAlive } from '../../../src/platform/embedded/process-facts.js';
import { eventually } from '../eventually.js';

/** `fast` ends every session and writes everything down; `immediate` leaves recovery to the next start. */
const STOPS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '32MB',
  max_connections: '200',
  // As durable as the real one: what it has confirmed must be there after it was cut off.
  fsync: 'on',
  synchronous_commit: 'on',
};

/** A durable Postgres that a test stops and starts, always at the same address. */
export class StoppablePostgres {
  private constructor(
    private readonly folder: string,
    private readonly cluster: Cluster,
    private readonly port: number,
    private running: Postmaster | null,
  ) {}

  static async start(): Promise<StoppablePostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'docket-stoppable-'));
    chmodSync(folder, 0o755);
    const cluster = await openCluster(join(folder, 'postgres'), findBinaries(), postgresUser());
    const server = new StoppablePostgres(folder, cluster, await keptPort(), null);
    await server.start();
    return server;
  }

  get url(): string {
    return urlOf(this.cluster, this.port, 'postgres');
  }

  async start(): Promise<void> {
    this.running = await launch(this.cluster, findBinaries(), postgresUser(), this.port, SETTINGS);
    if (!(await untilReady(this.cluster, this.running))) throw new Error('The test Postgres did not start');
  }

  async stop(how: keyof typeof STOPS): Promise<void> {
    const { running } = this;
    if (!running) return;
    this.running = null;
    signalPostmaster(running.pid, STOPS[how]);
    await eventually(() => {
      if (isAlive(running.pid)) throw new Error('The test Postgres does not stop');
    });
  }

  async close(): Promise<void> {
    await this.stop('immediate');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
