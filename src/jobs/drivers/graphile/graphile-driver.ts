import type { Job } from 'graphile-worker';
import type pg from 'pg';
import { DomainError } from '#kernel';
import type { Database } from '#platform';
import type { JobTable, Lane } from '../../domain/job-kind.js';
import type { JobTimings } from '../../timings.js';
import {
  queueUnavailable,
  type FallenJob,
  type JobState,
  type JobWork,
  type NewJob,
  type QueueDepth,
  type QueueDriver,
} from '../driver.js';
import { fromEnvelope } from '../envelope.js';
import { LANE_SLOTS, LanePool } from './lane-pool.js';
import { LaneSettling } from './lane-settling.js';
import { laneSql, type LaneSql } from './lane-sql.js';
import { LaneTable } from './lane-table.js';
import { libraryConnections } from './library-connections.js';
import { openConnections } from './open-connections.js';
import { WorkerLife } from './worker-life.js';

interface LaneParts {
  readonly kinds: JobTable;
  readonly sql: LaneSql;
  readonly table: LaneTable;
  readonly settling: LaneSettling;
}

/** Jobs in Postgres, by graphile-worker. */
export class GraphileDriver implements QueueDriver {
  private readonly lanes: Readonly<Record<Lane, LaneParts>>;
  private connections: pg.Pool | null = null;
  private pools: LanePool[] = [];
  private life: WorkerLife | null = null;
  private looking: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly url: string,
    private readonly kinds: JobTable,
    private readonly timings: JobTimings,
  ) {
    this.lanes = { interactive: this.partsOf('interactive'), background: this.partsOf('background') };
  }

  add(
    jobs: readonly NewJob[],
    { ifAbsent }: { readonly ifAbsent: boolean },
  ): Promise<('added' | 'merged')[]> {
    return reach(() => Promise.all(jobs.map((job) => this.tableOf(job.name).add(job, ifAbsent))));
  }

  async work(work: JobWork): Promise<void> {
    const library = await import('graphile-worker');
    const connections = openConnections(this.url);
    this.connections = connections;
    for (const [lane, parts] of Object.entries(this.lanes) as [Lane, LaneParts][]) {
      if (Object.keys(parts.kinds).length === 0) continue;
      await parts.table.ensureTasks();
      const runRow = (row: Job, isTooMany: boolean) => this.runRow(parts, row, isTooMany, work);
      const forLibrary = libraryConnections(connections, LANE_SLOTS);
      this.pools.push(new LanePool(library, lane, parts.kinds, forLibrary, runRow));
    }
    for (const pool of this.pools) pool.start();
    this.life = new WorkerLife(
      this.database,
      Object.values(this.lanes).map(({ sql }) => sql.unlockDead),
      () => this.pools.flatMap((pool) => pool.workerId ?? []),
      () => work.presumedDead(),
      this.timings,
    );
    await this.life.start();
    this.looking = setInterval(() => {
      for (const pool of this.pools) pool.look();
    }, this.timings.lookMs).unref();
  }

  stopTaking(): Promise<void> {
    if (this.looking) clearInterval(this.looking);
    // What this would wait for is the runs that are still going on.
    for (const pool of this.pools) void pool.stop();
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.stopTaking();
    for (const { settling } of Object.values(this.lanes)) settling.close();
    await Promise.all(this.pools.map((pool) => pool.stop()));
    await this.life?.stop();
    await this.connections?.end();
    this.connections = null;
  }

  remove(name: string, key: string): Promise<JobState> {
    return reach(() => this.tableOf(name).remove(name, key));
  }

  state(name: string, key: string): Promise<JobState> {
    return reach(() => this.tableOf(name).state(name, key));
  }

  async takeFallen(keep: (jobs: readonly FallenJob[]) => Promise<void>): Promise<void> {
    for (const { table } of Object.values(this.lanes)) await table.takeFallen(keep);
  }

  /** What lies in Postgres stays there. */
  wasEmptied(): Promise<boolean> {
    return Promise.resolve(false);
  }

  async depths(): Promise<QueueDepth[]> {
    return (await Promise.all(Object.values(this.lanes).map(({ table }) => table.depths()))).flat();
  }

  private async runRow(parts: LaneParts, row: Job, isTooMany: boolean, work: JobWork): Promise<void> {
    if (isTooMany) {
      await parts.settling.settle(row, { type: 'put_back' });
      return;
    }
    const job = { ...fromEnvelope(row.task_identifier, row.payload), lastError: row.last_error };
    const outcome = await work.run(job);
    const runsAgain = await parts.settling.settle(row, outcome);
    if (runsAgain && outcome.type === 'dead') await work.outlived(job);
  }

  private partsOf(lane: Lane): LaneParts {
    const kinds = Object.fromEntries(Object.entries(this.kinds).filter(([, kind]) => kind.lane === lane));
    const sql = laneSql(lane);
    const table = new LaneTable(this.database, sql, Object.keys(kinds));
    return { kinds, sql, table, settling: new LaneSettling(this.database, sql) };
  }

  private tableOf(name: string): LaneTable {
    const kind = this.kinds[name];
    if (!kind) throw new TypeError(`There is no kind of job named ${name}`);
    return this.lanes[kind.lane].table;
  }
}

async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) throw queueUnavailable(error);
    throw error;
  }
}
