import { Logger as NestLogger } from '@nestjs/common';
import type { Job, TaskList, WorkerPool } from 'graphile-worker';
import type pg from 'pg';
import { QUEUE_SCHEMAS } from '#platform';
import type { JobTable, Lane } from '../../domain/job-kind.js';

type GraphileWorker = typeof import('graphile-worker');

/** How many jobs of a lane run at once in a process, whatever their kinds allow together. */
export const LANE_SLOTS = 16;
/** We look ourselves; this one is for the case that we fail. */
const LIBRARY_POLL_MS = 30_000;
const RESTART_MS = 1_000;
const LEVELS_TOLD = new Set<string>(['error', 'warning']);

/** `isTooMany`: more of its kind run than may, so it has to wait. Never rejects. */
export type RunRow = (row: Job, isTooMany: boolean) => Promise<void>;

/** graphile-worker's runner for the kinds of one lane, started again should it ever end by itself. */
export class LanePool {
  private readonly logger = new NestLogger('Jobs');
  private readonly running = new Map<string, number>();
  private pool: WorkerPool | null = null;
  private restart: NodeJS.Timeout | null = null;
  private stopped: Promise<void> | null = null;

  constructor(
    private readonly library: GraphileWorker,
    private readonly lane: Lane,
    private readonly kinds: JobTable,
    private readonly connections: pg.Pool,
    private readonly runRow: RunRow,
  ) {}

  /** The name under which the rows of this process are locked. */
  get workerId(): string | null {
    return this.pool?.id ?? null;
  }

  start(): void {
    const tasks: TaskList = Object.fromEntries(
      Object.keys(this.kinds).map((name) => [
        name,
        (_payload: unknown, { job }: { job: Job }) => this.counted(name, job),
      ]),
    );
    const pool = this.library.runTaskList(
      {
        schema: QUEUE_SCHEMAS[this.lane],
        concurrency: LANE_SLOTS,
        pollInterval: LIBRARY_POLL_MS,
        noHandleSignals: true,
        forbiddenFlags: fullKinds(this.running, this.kinds),
        logger: libraryLogger(this.library, this.lane, this.logger),
      },
      tasks,
      this.connections,
    );
    this.pool = pool;
    pool.promise.then(
      () => this.ended(null),
      (error: unknown) => this.ended(error),
    );
  }

  /** Jobs whose time has come announce nothing, and announcements get lost. */
  look(): void {
    try {
      if (!this.stopped) this.pool?.nudge(1);
    } catch {
      // While its runner ends by itself the library refuses, and a new one looks anyway.
    }
  }

  /** Takes no more from now on; resolves when nothing runs. */
  stop(): Promise<void> {
    this.stopped ??= this.end();
    return this.stopped;
  }

  private async end(): Promise<void> {
    if (this.restart) clearTimeout(this.restart);
    try {
      await this.pool?.gracefulShutdown();
    } catch (error) {
      this.logger.warn({ lane: this.lane, error }, 'The job runner did not end in good order');
    }
  }

  private async counted(name: string, row: Job): Promise<void> {
    const count = (this.running.get(name) ?? 0) + 1;
    this.running.set(name, count);
    // Where one was found another may wait, and only as many look as were told to.
    this.look();
    try {
      await this.runRow(row, count > (this.kinds[name]?.concurrency ?? 1));
    } finally {
      this.running.set(name, (this.running.get(name) ?? 1) - 1);
    }
  }

  private ended(error: unknown): void {
    this.pool = null;
    if (this.stopped) return;
    this.logger.error({ lane: this.lane, error }, 'The job runner ended by itself; starting it again');
    this.restart = setTimeout(() => this.start(), RESTART_MS).unref();
  }
}

// The library never lets go of its options, so these hold on to nothing but what they name.

/** Each row carries its name as a flag; those of kinds that run as often as they may are passed over. */
function fullKinds(running: ReadonlyMap<string, number>, kinds: JobTable): () => string[] | null {
  return () => {
    const full = [...running].filter(([name, count]) => count >= (kinds[name]?.concurrency ?? 1));
    return full.length > 0 ? full.map(([name]) => name) : null;
  };
}

/** What it tells of single jobs we tell ourselves, and what is left concerns the connection. */
function libraryLogger(
  library: GraphileWorker,
  lane: Lane,
  logger: NestLogger,
): InstanceType<GraphileWorker['Logger']> {
  return new library.Logger(() => (level, message, meta) => {
    if (LEVELS_TOLD.has(level) && meta?.['failure'] !== true)
      logger.warn({ lane, said: message }, 'The job runner reports a problem');
  });
}
