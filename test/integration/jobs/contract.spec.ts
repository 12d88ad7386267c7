import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { forkJobs, type ForkedJobs } from '../../support/jobs/fork-jobs.js';
import { startJobs, type JobProcess, type JobProcessOptions } from '../../support/jobs/job-process.js';
import { TEST_TABLES } from '../../support/jobs/test-handlers.js';
import type { TestJobs } from '../../support/jobs/test-jobs.js';
import { testRedisUrl } from '../../support/redis.js';

interface Run {
  readonly name: string;
  readonly key: string | null;
  readonly payload: { readonly n?: number };
  readonly attempt: number;
  readonly pid: number;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly error: string | null;
}

const DRIVERS = ['bull', 'graphile-worker'] as const;

describe.each(DRIVERS)('Jobs on %s', (driver) => {
  let db: TestDatabase;
  let redis: Redis;
  let redisUrl: string | null;
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    db = await createTestDatabase();
    await db.database.query(TEST_TABLES);
    redisUrl = driver === 'bull' ? testRedisUrl('jobs-contract') : null;
    redis = new Redis(testRedisUrl('jobs-contract'));
  });

  afterAll(async () => {
    redis.disconnect();
    await db.close();
  });

  beforeEach(async () => {
    await loseQueue();
    await db.database.query(
      `TRUNCATE test_runs, test_gates, test_values, test_periods, dead_jobs, job_rates, long_jobs, periodic_work, work_leases`,
    );
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  });

  /** What `FLUSHALL` does to a Redis, and losing the tables would do to Postgres. */
  async function loseQueue(): Promise<void> {
    await redis.flushdb();
    await db.database.query(
      'TRUNCATE graphile_worker._private_jobs, graphile_worker_background._private_jobs',
    );
  }

  async function start(options: Partial<JobProcessOptions> = {}): Promise<JobProcess> {
    const process = await startJobs({ databaseUrl: db.url, redisUrl, ...options });
    open.push(process);
    return process;
  }

  async function forked(): Promise<ForkedJobs> {
    const child = await forkJobs(db.url, redisUrl);
    open.push({ close: () => child.kill() });
    return child;
  }

  /** A process that adds and runs nothing. */
  async function adder(): Promise<TestJobs> {
    return (await start({ role: 'api' })).jobs;
  }

  function runs(name: string): Promise<Run[]> {
    return db.database.query(
      `SELECT name, key, payload, attempt, pid, started_at AS "startedAt", ended_at AS "endedAt", error
       FROM test_runs WHERE name = $1 ORDER BY id`,
      [name],
    );
  }

  async function numbers(name: string): Promise<(number | undefined)[]> {
    return (await runs(name)).map(({ payload }) => payload.n);
  }

  async function ended(name: string, count: number): Promise<Run[]> {
    return eventually(async () => {
      const all = await runs(name);
      expect(all.filter(({ endedAt }) => endedAt !== null)).toHaveLength(count);
      return all;
    });
  }

  async function started(name: string, count: number): Promise<Run[]> {
    return eventually(async () => {
      const all = await runs(name);
      expect(all).toHaveLength(count);
      return all;
    });
  }

  async function openGate(name: string): Promise<void> {
    await db.database.query('INSERT INTO test_gates VALUES ($1) ON CONFLICT DO NOTHING', [name]);
  }

  function deadRows(): Promise<
    { name: string; key: string | null; failures: number; error: string; deaths: number }[]
  > {
    return db.database.query('SELECT name, key, failures, error, deaths FROM dead_jobs ORDER BY died_at');
  }

  describe('running', () => {
    it('runs a job with what it carries, once', async () => {
      const { jobs } = await start();
      expect(await jobs.add('test.plain', { n: 7 }, { key: 'k' })).toBe('added');
      const [run] = await ended('test.plain', 1);
      expect(run).toMatchObject({ payload: { n: 7 }, key: 'k', attempt: 1, error: null });
    });

    it('adds from every role and runs in workers alone', async () => {
      const jobs = await adder();
      await jobs.add('test.plain', { n: 1 });
      await jobs.add('test.background', { n: 2 });
      expect(await runs('test.plain')).toEqual([]);
      await start();
      await ended('test.plain', 1);
      await ended('test.background', 1);
    });

    it('adds many at once, in their order', async () => {
      const { jobs } = await start();
      const added = await jobs.addMany([
        { name: 'test.plain', payload: { n: 1 } },
        { name: 'test.background', payload: { n: 2 }, key: 'k' },
        { name: 'test.plain', payload: { n: 3 }, runAt: new Date(Date.now() + 3_600_000), key: 'later' },
        { name: 'test.plain', payload: { n: 4 }, key: 'later' },
      ]);
      expect(added).toEqual(['added', 'added', 'added', 'merged']);
      expect((await ended('test.plain', 2)).map(({ payload }) => payload.n).toSorted(ascending)).toEqual([
        1, 4,
      ]);
      expect(await ended('test.background', 1)).toHaveLength(1);
    });

    it('waits for its time, and not much longer', async () => {
      const { jobs } = await start();
      const runAt = new Date(Date.now() + 700);
      await jobs.add('test.plain', {}, { runAt });
      const [run] = await ended('test.plain', 1);
      const lateMs = run!.startedAt.getTime() - runAt.getTime();
      expect(lateMs).toBeGreaterThanOrEqual(-5);
      expect(lateMs).toBeLessThan(1_500);
    });

    it('refuses what can’t be right', async () => {
      const { jobs } = await start();
      const unknown = jobs as unknown as { add(...args: unknown[]): Promise<unknown> };
      await expect(unknown.add('test.unknown', {})).rejects.toThrow('no kind of job');
      await expect(jobs.add('test.plain', {}, { key: '' })).rejects.toThrow('key');
      await expect(jobs.add('test.plain', {}, { key: 'x'.repeat(201) })).rejects.toThrow('key');
      await expect(jobs.add('test.long', {})).rejects.toThrow('key');
      await expect(jobs.add('test.plain', {}, { priority: 1.5 })).rejects.toThrow('priority');
      await expect(jobs.add('test.plain', {}, { maxAttempts: 0 })).rejects.toThrow('attempts');
      await expect(jobs.add('test.plain', {}, { runAt: new Date(Number.NaN) })).rejects.toThrow('time');
      await expect(unknown.add('test.plain', { text: 'x'.repeat(20_000) })).rejects.toThrow('payload');
      await expect(unknown.add('test.plain', { text: '\0' })).rejects.toThrow('payload');
    });

    it('starts higher priorities first', async () => {
      const { jobs } = await start();
      await jobs.add('test.one', { n: 0, gate: 'go' });
      await started('test.one', 1);
      await jobs.add('test.one', { n: 1 });
      await jobs.add('test.one', { n: 2 }, { priority: 1 });
      await jobs.add('test.one', { n: 3 }, { priority: 500 });
      await jobs.add('test.one', { n: 4 });
      await jobs.add('test.one', { n: 5 }, { key: 'raised' });
      await jobs.add('test.one', { n: 6 }, { key: 'raised', priority: 1_000 });
      await openGate('go');
      await ended('test.one', 6);
      expect(await numbers('test.one')).toEqual([0, 6, 3, 2, 1, 4]);
    });

    it('never runs more of a kind at once than it may', async () => {
      const { jobs } = await start();
      await jobs.addMany(
        Array.from({ length: 12 }, (_, n) => ({ name: 'test.two', payload: { n, sleepMs: 60 } }) as const),
      );
      const all = await ended('test.two', 12);
      expect(mostAtOnce(all)).toBe(2);
    });

    it('starts interactive jobs at once, however much waits in the background', async () => {
      const { jobs } = await start();
      await jobs.addMany(
        Array.from({ length: 60 }, () => ({ name: 'test.background', payload: { gate: 'go' } }) as const),
      );
      await started('test.background', 16);
      const addedAt = Date.now();
      await jobs.add('test.plain', {});
      const [run] = await ended('test.plain', 1);
      expect(run!.startedAt.getTime() - addedAt).toBeLessThan(1_000);
      await openGate('go');
      await ended('test.background', 60);
    });

    it('keeps the rate of a kind over all workers', async () => {
      const { jobs } = await start();
      await start();
      await jobs.addMany(Array.from({ length: 12 }, () => ({ name: 'test.limited', payload: {} }) as const));
      const starts = (await ended('test.limited', 12))
        .map(({ startedAt }) => startedAt.getTime())
        .toSorted((a, b) => a - b);
      // A burst of five, then one every 200 ms.
      expect(starts[11]! - starts[0]!).toBeGreaterThan(1_200);
      expect(starts.filter((at) => at < starts[0]! + 150).length).toBeLessThanOrEqual(6);
    });
  });

  describe('a key', () => {
    it('has at most one job waiting, with the newest payload and the sooner time', async () => {
      const jobs = await adder();
      const far = new Date(Date.now() + 3_600_000);
      expect(await jobs.add('test.plain', { n: 1 }, { key: 'k', runAt: far })).toBe('added');
      const more = await Promise.all(
        Array.from({ length: 40 }, (_, i) => jobs.add('test.plain', { n: 2 + i }, { key: 'k', runAt: far })),
      );
      expect(new Set(more)).toEqual(new Set(['merged']));
      expect(await jobs.add('test.plain', { n: 100 }, { key: 'k' })).toBe('merged');
      expect(await jobs.add('test.plain', { n: 101 }, { key: 'k', runAt: far })).toBe('merged');
      expect(await jobs.add('test.plain', { n: 5 }, { key: 'other' })).toBe('added');
      await start();
      const all = await ended('test.plain', 2);
      expect(all.map(({ payload }) => payload.n).toSorted(ascending)).toEqual([5, 101]);
    });

    it('is free again once its job has run', async () => {
      const { jobs } = await start();
      for (const n of [1, 2, 3]) {
        expect(await jobs.add('test.plain', { n }, { key: 'k' })).toBe('added');
        await ended('test.plain', n);
        await eventually(async () => expect(await queued('test.plain', 'k')).toBe(false));
      }
    });

    it('that is added while its job runs runs once more afterwards, with the newest payload', async () => {
      const { jobs } = await start();
      await start();
      await jobs.add('test.plain', { n: 1, gate: 'go' }, { key: 'k' });
      await started('test.plain', 1);
      for (const n of [2, 3, 4]) expect(await jobs.add('test.plain', { n }, { key: 'k' })).toBe('merged');
      await delay(300);
      expect(await numbers('test.plain')).toEqual([1]);
      await openGate('go');
      await ended('test.plain', 2);
      await delay(300);
      expect(await numbers('test.plain')).toEqual([1, 4]);
    });

    it('that is added for later while its job runs runs again then', async () => {
      const { jobs } = await start();
      await jobs.add('test.plain', { n: 1, gate: 'go' }, { key: 'k' });
      await started('test.plain', 1);
      const runAt = new Date(Date.now() + 1_200);
      await jobs.add('test.plain', { n: 2 }, { key: 'k', runAt });
      await openGate('go');
      const [, second] = await ended('test.plain', 2);
      expect(second!.startedAt.getTime()).toBeGreaterThanOrEqual(runAt.getTime() - 5);
    });

    it('loses no change and never overlaps, with two workers and many who change', async () => {
      const { jobs } = await start();
      await start();
      const other = await adder();
      const keys = ['a', 'b', 'c', 'd'];
      await db.database.query('INSERT INTO test_values (key) SELECT unnest($1::text[])', [keys]);
      const change = async (by: TestJobs, key: string): Promise<void> => {
        for (let i = 0; i < 25; i += 1) {
          await db.database.query('UPDATE test_values SET wanted = wanted + 1 WHERE key = $1', [key]);
          await by.add('test.plain', { copies: true }, { key });
          await delay(Math.random() * 15);
        }
      };
      await Promise.all(keys.flatMap((key) => [change(jobs, key), change(other, key)]));
      await eventually(async () =>
        expect(await db.database.query('SELECT key, wanted, done FROM test_values ORDER BY key')).toEqual(
          keys.map((key) => ({ key, wanted: 50, done: 50 })),
        ),
      );
      const all = await eventually(async () => {
        const found = await runs('test.plain');
        expect(found.every(({ endedAt }) => endedAt !== null)).toBe(true);
        return found;
      });
      for (const key of keys) expect(mostAtOnce(all.filter((run) => run.key === key))).toBe(1);
    });

    it('that waits out a failure takes a new payload and keeps its time', async () => {
      const { jobs } = await start();
      await jobs.add('test.patient', { n: 1, fails: 1 }, { key: 'k' });
      await ended('test.patient', 1);
      await eventually(async () =>
        expect(await jobs.add('test.patient', { n: 2 }, { key: 'k' })).toBe('merged'),
      );
      await delay(500);
      expect(await numbers('test.patient')).toEqual([1]);
      const [first, second] = await ended('test.patient', 2);
      expect(second).toMatchObject({ payload: { n: 2 }, attempt: 2, error: null });
      expect(second!.startedAt.getTime() - first!.endedAt!.getTime()).toBeGreaterThan(1_300);
    });
  });

  describe('failing', () => {
    it('tries again with growing pauses until it works', async () => {
      const { jobs } = await start();
      await jobs.add('test.flaky', { fails: 2 }, { key: 'k' });
      await jobs.add('test.flaky', { fails: 2 });
      const all = await ended('test.flaky', 6);
      expect(all.map(({ attempt }) => attempt).toSorted(ascending)).toEqual([1, 1, 2, 2, 3, 3]);
      expect(await deadRows()).toEqual([]);
    });

    it('makes a dead letter of the last failure, which outlives the queue', async () => {
      const { jobs } = await start();
      await jobs.add('test.flaky', { fails: 99 }, { key: 'k' });
      await jobs.add('test.flaky', { fails: 99 }, { maxAttempts: 1 });
      await eventually(async () => expect(await deadRows()).toHaveLength(2));
      await loseQueue();
      expect(await deadRows()).toEqual(
        expect.arrayContaining([
          { name: 'test.flaky', key: 'k', failures: 3, error: 'Error: test.flaky fails', deaths: 1 },
          { name: 'test.flaky', key: null, failures: 1, error: 'Error: test.flaky fails', deaths: 1 },
        ]),
      );
      expect(await runs('test.flaky')).toHaveLength(4);
    });

    it('gives up when told to', async () => {
      const { jobs } = await start();
      await jobs.add('test.plain', { giveUp: true }, { key: 'k' });
      await eventually(async () =>
        expect(await deadRows()).toMatchObject([{ failures: 1, error: 'GiveUp: Told to' }]),
      );
      expect(await jobs.add('test.plain', { giveUp: true }, { key: 'k' })).toBe('added');
      await eventually(async () => expect(await deadRows()).toMatchObject([{ deaths: 2 }]));
      expect(await runs('test.plain')).toHaveLength(2);
    });

    it('runs a dead letter anew when someone asks for it', async () => {
      const { jobs, deadJobs } = await start();
      await jobs.add('test.flaky', { gate: 'go', fails: 1 }, { key: 'k', maxAttempts: 1 });
      await openGate('go');
      const [dead] = await eventually(async () => {
        const found = await deadJobs.list({ name: null, after: null, limit: 10 });
        expect(found).toHaveLength(1);
        return found;
      });
      await deadJobs.retry(dead!.id);
      // With the attempts of its kind: it fails once more, then works.
      const all = await ended('test.flaky', 3);
      expect(all.map(({ attempt, error }) => [attempt, error === null])).toEqual([
        [1, false],
        [1, false],
        [2, true],
      ]);
      expect(await deadRows()).toEqual([]);
    });

    it('comes back when told to, and counts no failure', async () => {
      const { jobs } = await start();
      await jobs.add('test.flaky', { retryInMs: 600 }, { key: 'k', maxAttempts: 1 });
      const [first, second] = await ended('test.flaky', 2);
      expect([first!.attempt, second!.attempt]).toEqual([1, 1]);
      expect(second!.startedAt.getTime() - first!.startedAt.getTime()).toBeGreaterThanOrEqual(550);
      expect(await deadRows()).toEqual([]);
    });

    it('cuts off what takes too long, also what does not listen', async () => {
      const { jobs } = await start();
      await jobs.add('test.hasty', { n: 1, sleepMs: 60_000 }, { maxAttempts: 1 });
      await jobs.add('test.hasty', { n: 2, sleepMs: 2_000, deaf: true }, { maxAttempts: 1 });
      await eventually(async () => expect(await deadRows()).toHaveLength(2));
      for (const { error } of await deadRows())
        expect(error).toBe('JobTimedOut: The job took longer than 100 ms.');
      await ended('test.hasty', 2);
    });

    it('runs what was added under its key meanwhile instead of calling it dead', async () => {
      const { jobs } = await start();
      await jobs.add('test.plain', { n: 1, gate: 'go', giveUp: true }, { key: 'k' });
      await started('test.plain', 1);
      await jobs.add('test.plain', { n: 2 }, { key: 'k' });
      await openGate('go');
      await ended('test.plain', 2);
      expect(await deadRows()).toEqual([]);
    });
  });

  describe('long jobs', () => {
    it('show how far they are', async () => {
      const { jobs } = await start();
      const other = await adder();
      expect(await other.state('test.long', 'k')).toBeNull();
      await jobs.add('test.long', { progress: 42.4, gate: 'go' }, { key: 'k' });
      await eventually(async () =>
        expect(await other.state('test.long', 'k')).toEqual({ state: 'running', progress: 42 }),
      );
      await openGate('go');
      await eventually(async () => expect(await other.state('test.long', 'k')).toBeNull());
      expect(await db.database.query('SELECT * FROM long_jobs')).toEqual([]);
    });

    it('are cancelled from anywhere while they run, and don’t run again', async () => {
      const { jobs } = await start();
      const other = await adder();
      await jobs.add('test.long', { gate: 'never' }, { key: 'k' });
      await started('test.long', 1);
      expect(await other.cancel('test.long', 'k')).toBe(true);
      const [run] = await ended('test.long', 1);
      expect(run!.error).toBe('JobCancelled: The job was cancelled.');
      await eventually(async () => expect(await other.state('test.long', 'k')).toBeNull());
      await delay(300);
      expect(await runs('test.long')).toHaveLength(1);
      expect(await other.cancel('test.long', 'k')).toBe(false);
      expect(await deadRows()).toEqual([]);
    });

    it('are cancelled while they wait', async () => {
      const jobs = await adder();
      await jobs.add('test.long', {}, { key: 'k' });
      await jobs.add('test.long', {}, { key: 'later', runAt: new Date(Date.now() + 3_600_000) });
      expect(await jobs.state('test.long', 'k')).toEqual({ state: 'waiting', progress: 0 });
      expect(await jobs.cancel('test.long', 'k')).toBe(true);
      expect(await jobs.cancel('test.long', 'later')).toBe(true);
      await start();
      await jobs.add('test.long', { n: 2 }, { key: 'k' });
      await ended('test.long', 1);
      expect(await numbers('test.long')).toEqual([2]);
    });
  });

  describe('processes', () => {
    it('that stop let their jobs finish', async () => {
      const stopping = await start();
      const { jobs } = stopping;
      await jobs.add('test.plain', { sleepMs: 250 }, { key: 'k' });
      await started('test.plain', 1);
      await stopping.close();
      expect(await runs('test.plain')).toMatchObject([{ error: null, endedAt: expect.any(Date) }]);
      await start();
      await delay(300);
      expect(await runs('test.plain')).toHaveLength(1);
    });

    it('that stop abort what takes too long, and it runs elsewhere, no failure counted', async () => {
      const stopping = await start();
      const { jobs } = stopping;
      await jobs.add('test.plain', { n: 1, gate: 'go' }, { key: 'k' });
      await jobs.add('test.background', { n: 2, gate: 'go', deaf: true });
      await started('test.plain', 1);
      await started('test.background', 1);
      await Promise.all([stopping.close(), jobs.add('test.plain', { n: 3, gate: 'go' }, { key: 'k2' })]);
      await openGate('go');
      await start();
      const plain = await eventually(async () => {
        const all = (await runs('test.plain')).filter(({ error }) => error === null);
        expect(all.map(({ payload }) => payload.n).toSorted(ascending)).toEqual([1, 3]);
        return all;
      });
      for (const { attempt } of plain) expect(attempt).toBe(1);
      await eventually(async () => expect((await runs('test.background')).length).toBe(2));
    });

    it('I10: that are killed have their jobs run again by another', async () => {
      const child = await forked();
      const jobs = await adder();
      await jobs.add('test.plain', { n: 1, gate: 'go' }, { key: 'k' });
      await jobs.add('test.background', { n: 2, gate: 'go' });
      await started('test.plain', 1);
      await started('test.background', 1);
      await child.kill();
      // Added to while its worker is dead: still one job.
      await jobs.add('test.plain', { n: 3, gate: 'go' }, { key: 'k' });
      await openGate('go');
      await start();
      await eventually(async () => expect(await numbers('test.plain')).toEqual([1, 3]), 25_000);
      await eventually(async () => expect(await numbers('test.background')).toEqual([2, 2]), 25_000);
      expect((await runs('test.plain')).map(({ pid }) => pid)).toEqual([child.pid, process.pid]);
      await delay(300);
      expect(await runs('test.plain')).toHaveLength(2);
    }, 60_000);

    it('that a job keeps killing turn it into a dead letter', async () => {
      const child = await forked();
      const jobs = await adder();
      await jobs.add('test.plain', { n: 1, gate: 'never' }, { key: 'k' });
      await started('test.plain', 1);
      await pretendDeaths(5);
      await child.kill();
      await start();
      await eventually(
        async () =>
          expect(await deadRows()).toMatchObject([
            { name: 'test.plain', key: 'k', error: expect.stringContaining('died') },
          ]),
        25_000,
      );
      expect(await runs('test.plain')).toHaveLength(1);
      expect(await jobs.add('test.plain', { n: 2 }, { key: 'k' })).toBe('added');
      await ended('test.plain', 1);
    }, 60_000);

    it('don’t start with a job that nothing handles', async () => {
      const kinds = {
        'test.plain': (await import('../../support/jobs/test-jobs.js')).TEST_JOBS['test.plain'],
      };
      await expect(startJobs({ databaseUrl: db.url, redisUrl, kinds })).rejects.toThrow(
        'test.two has a handler and is no job',
      );
    });
  });

  /** As if the running job had taken so many workers with it before. */
  async function pretendDeaths(count: number): Promise<void> {
    if (driver === 'bull') {
      const id = await redis.hget('{docket}:test.plain:keys', 'k');
      await redis.hset(`{docket}:test.plain:${id}`, 'stalledCounter', count);
    } else {
      await db.database.query('UPDATE graphile_worker._private_jobs SET attempts = $1', [count + 1]);
    }
  }

  async function queued(name: string, key: string): Promise<boolean> {
    if (driver === 'bull') return (await redis.hexists(`{docket}:${name}:keys`, key)) === 1;
    const rows = await db.database.query('SELECT 1 FROM graphile_worker._private_jobs WHERE key = $1', [
      `${name}:${key}`,
    ]);
    return rows.length > 0;
  }

  describe('what is owed', () => {
    it('I10: comes back after the queue lost everything', async () => {
      const { jobs } = await start();
      await start();
      const keys = Array.from({ length: 8 }, (_, i) => `owed-${i}`);
      await db.database.query('INSERT INTO test_values (key, wanted) SELECT unnest($1::text[]), 1', [keys]);
      const far = new Date(Date.now() + 3_600_000);
      await jobs.addMany(
        keys.map((key) => ({ name: 'test.plain', payload: { copies: true }, key, runAt: far }) as const),
      );
      await loseQueue();
      await eventually(async () =>
        expect(await db.database.query('SELECT 1 FROM test_values WHERE wanted > done')).toEqual([]),
      );
    });

    it('is added by the sweep even if nobody ever added it, but not while it is freshly dead', async () => {
      await db.database.query(
        `INSERT INTO test_values (key, wanted) VALUES ('owed-a', 1), ('owed-b', 1), ('owed-c', 1)`,
      );
      await db.database.query(
        `INSERT INTO dead_jobs (id, name, key, payload, failures, error, died_at)
         VALUES (gen_random_uuid(), 'test.plain', 'owed-b', '{}', 1, 'x', now()),
                (gen_random_uuid(), 'test.plain', 'owed-c', '{}', 1, 'x', now() - interval '2 hours')`,
      );
      await start();
      await eventually(async () =>
        expect(await db.database.query('SELECT key FROM test_values WHERE done = 1 ORDER BY key')).toEqual([
          { key: 'owed-a' },
          { key: 'owed-c' },
        ]),
      );
      // What was done after all is no dead letter any more.
      await eventually(async () => expect(await deadRows()).toMatchObject([{ key: 'owed-b' }]));
    });
  });
});

function ascending(a: number | undefined, b: number | undefined): number {
  return (a ?? 0) - (b ?? 0);
}

/** The greatest number of runs that overlap. */
function mostAtOnce(all: readonly Run[]): number {
  return Math.max(
    ...all.map(
      (run) =>
        all.filter(({ startedAt, endedAt }) => startedAt <= run.startedAt && endedAt! > run.startedAt).length,
    ),
  );
}
