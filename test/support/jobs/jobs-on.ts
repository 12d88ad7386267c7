import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { Redis } from 'ioredis';
import { createTestDatabase, type TestDatabase } from '../database.js';
import { eventually } from '../eventually.js';
import { testRedisUrl } from '../redis.js';
import { forkJobs, type ForkedJobs } from './fork-jobs.js';
import { startJobs, type JobProcess, type JobProcessOptions } from './job-process.js';
import { TEST_TABLES } from './test-handlers.js';
import type { TestJobs } from './test-jobs.js';

export const DRIVERS = ['bull', 'graphile-worker'] as const;
export type DriverName = (typeof DRIVERS)[number];

export interface Run {
  readonly name: string;
  readonly key: string | null;
  readonly payload: { readonly n?: number };
  readonly attempt: number;
  readonly pid: number;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly error: string | null;
}

export interface DeadRow {
  readonly name: string;
  readonly key: string | null;
  readonly failures: number;
  readonly error: string;
  readonly deaths: number;
}

/**
 * The jobs of one driver, for the tests of a `describe`: before each of them nothing waits and nothing has run. What a
 * start costs is paid once: one worker and one process that only adds stay for all tests that need no more.
 */
export class JobsOn {
  private database!: TestDatabase;
  private redis!: Redis;
  private readonly redisUrl: string | null;
  private readonly ofTheTest: { close(): Promise<void> }[] = [];
  private readonly standing = new Map<'worker' | 'api', JobProcess>();

  constructor(
    private readonly driver: DriverName,
    private readonly redisName: Parameters<typeof testRedisUrl>[0],
  ) {
    this.redisUrl = driver === 'bull' ? testRedisUrl(redisName) : null;
    beforeAll(() => this.open());
    beforeEach(() => this.clear());
    afterEach(async () => {
      await Promise.all(this.ofTheTest.splice(0).map((each) => each.close()));
    });
    afterAll(() => this.close());
  }

  /** A worker that other tests use too. */
  worker(): Promise<JobProcess> {
    return this.shared('worker');
  }

  /** A process that adds and runs nothing, beside the worker should there be one. */
  async adder(): Promise<TestJobs> {
    return (await this.shared('api')).jobs;
  }

  /** From here on nothing runs what is added. */
  async stopWorker(): Promise<void> {
    const worker = this.standing.get('worker');
    this.standing.delete('worker');
    await worker?.close();
  }

  /** A process of this test alone. */
  async start(options: Partial<JobProcessOptions> = {}): Promise<JobProcess> {
    const process = await startJobs({ databaseUrl: this.database.url, redisUrl: this.redisUrl, ...options });
    this.ofTheTest.push(process);
    return process;
  }

  async forked(): Promise<ForkedJobs> {
    const child = await forkJobs(this.database.url, this.redisUrl);
    this.ofTheTest.push({ close: () => child.kill() });
    return child;
  }

  query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.database.database.query<Row>(sql, params);
  }

  runs(name: string): Promise<Run[]> {
    return this.query(
      `SELECT name, key, payload, attempt, pid, started_at AS "startedAt", ended_at AS "endedAt", error
       FROM test_runs WHERE name = $1 ORDER BY id`,
      [name],
    );
  }

  async numbers(name: string): Promise<(number | undefined)[]> {
    return (await this.runs(name)).map(({ payload }) => payload.n);
  }

  async ended(name: string, count: number): Promise<Run[]> {
    return eventually(async () => {
      const all = await this.runs(name);
      expect(all.filter(({ endedAt }) => endedAt !== null)).toHaveLength(count);
      return all;
    });
  }

  async started(name: string, count: number): Promise<Run[]> {
    return eventually(async () => {
      const all = await this.runs(name);
      expect(all).toHaveLength(count);
      return all;
    });
  }

  async openGate(name: string): Promise<void> {
    await this.query('INSERT INTO test_gates VALUES ($1) ON CONFLICT DO NOTHING', [name]);
  }

  deadRows(): Promise<DeadRow[]> {
    return this.query('SELECT name, key, failures, error, deaths FROM dead_jobs ORDER BY died_at');
  }

  /** What `FLUSHALL` does to a Redis, and losing the tables would do to Postgres. */
  async loseQueue(): Promise<void> {
    await this.redis.flushdb();
    await this.query('TRUNCATE graphile_worker._private_jobs, graphile_worker_background._private_jobs');
  }

  async queued(name: string, key: string): Promise<boolean> {
    if (this.driver === 'bull') return (await this.redis.hexists(`{docket}:${name}:keys`, key)) === 1;
    const rows = await this.query('SELECT 1 FROM graphile_worker._private_jobs WHERE key = $1', [
      `${name}:${key}`,
    ]);
    return rows.length > 0;
  }

  /** As if the running job `test.plain` of the key `k` had taken so many workers with it before. */
  async pretendDeaths(count: number): Promise<void> {
    if (this.driver === 'bull') {
      const id = await this.redis.hget('{docket}:test.plain:keys', 'k');
      await this.redis.hset(`{docket}:test.plain:${id}`, 'stalledCounter', count);
    } else {
      await this.query('UPDATE graphile_worker._private_jobs SET attempts = $1', [count + 1]);
    }
  }

  private async shared(role: 'worker' | 'api'): Promise<JobProcess> {
    const standing = this.standing.get(role);
    if (standing) return standing;
    const process = await startJobs({ databaseUrl: this.database.url, redisUrl: this.redisUrl, role });
    this.standing.set(role, process);
    return process;
  }

  private async open(): Promise<void> {
    this.database = await createTestDatabase();
    await this.query(TEST_TABLES);
    this.redis = new Redis(testRedisUrl(this.redisName));
  }

  private async clear(): Promise<void> {
    await this.loseQueue();
    await this.query(
      'TRUNCATE test_runs, test_gates, test_values, test_periods, dead_jobs, job_rates, long_jobs',
    );
  }

  private async close(): Promise<void> {
    await Promise.all([...this.standing.values()].map((each) => each.close()));
    this.redis.disconnect();
    await this.database.close();
  }
}

export function ascending(a: number | undefined, b: number | undefined): number {
  return (a ?? 0) - (b ?? 0);
}

/** The greatest number of runs that overlap. */
export function mostAtOnce(all: readonly Run[]): number {
  return Math.max(
    ...all.map(
      (run) =>
        all.filter(({ startedAt, endedAt }) => startedAt <= run.startedAt && endedAt! > run.startedAt).length,
    ),
  );
}
