import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../../support/eventually.js';
import { ascending, DRIVERS, JobsOn, mostAtOnce } from '../../../support/jobs/jobs-on.js';
import type { TestJobs } from '../../../support/jobs/test-jobs.js';

describe.each(DRIVERS)('the key of a job on %s', (driver) => {
  const on = new JobsOn(driver, 'jobs-keys');

  it('has at most one job waiting, with the newest payload and the sooner time', async () => {
    await on.stopWorker();
    const jobs = await on.adder();
    const far = new Date(Date.now() + 3_600_000);
    expect(await jobs.add('test.plain', { n: 1 }, { key: 'k', runAt: far })).toBe('added');
    const more = await Promise.all(
      Array.from({ length: 40 }, (_, i) => jobs.add('test.plain', { n: 2 + i }, { key: 'k', runAt: far })),
    );
    expect(new Set(more)).toEqual(new Set(['merged']));
    expect(await jobs.add('test.plain', { n: 100 }, { key: 'k' })).toBe('merged');
    expect(await jobs.add('test.plain', { n: 101 }, { key: 'k', runAt: far })).toBe('merged');
    expect(await jobs.add('test.plain', { n: 5 }, { key: 'other' })).toBe('added');
    await on.worker();
    const all = await on.ended('test.plain', 2);
    expect(all.map(({ payload }) => payload.n).toSorted(ascending)).toEqual([5, 101]);
  });

  it('is free again once its job has run', async () => {
    const { jobs } = await on.worker();
    for (const n of [1, 2, 3]) {
      expect(await jobs.add('test.plain', { n }, { key: 'k' })).toBe('added');
      await on.ended('test.plain', n);
      await eventually(async () => expect(await on.queued('test.plain', 'k')).toBe(false));
    }
  });

  it('that is added while its job runs runs once more afterwards, with the newest payload', async () => {
    const { jobs } = await on.worker();
    await on.start();
    await jobs.add('test.plain', { n: 1, gate: 'go' }, { key: 'k' });
    await on.started('test.plain', 1);
    for (const n of [2, 3, 4]) expect(await jobs.add('test.plain', { n }, { key: 'k' })).toBe('merged');
    await delay(300);
    expect(await on.numbers('test.plain')).toEqual([1]);
    await on.openGate('go');
    await on.ended('test.plain', 2);
    await delay(300);
    expect(await on.numbers('test.plain')).toEqual([1, 4]);
  });

  it('that is added for later while its job runs runs again then', async () => {
    const { jobs } = await on.worker();
    await jobs.add('test.plain', { n: 1, gate: 'go' }, { key: 'k' });
    await on.started('test.plain', 1);
    const runAt = new Date(Date.now() + 1_200);
    await jobs.add('test.plain', { n: 2 }, { key: 'k', runAt });
    await on.openGate('go');
    const [, second] = await on.ended('test.plain', 2);
    expect(second!.startedAt.getTime()).toBeGreaterThanOrEqual(runAt.getTime() - 5);
  });

  it('loses no change and never overlaps, with two workers and many who change', async () => {
    const { jobs } = await on.worker();
    await on.start();
    const other = await on.adder();
    const keys = ['a', 'b', 'c', 'd'];
    await on.query('INSERT INTO test_values (key) SELECT unnest($1::text[])', [keys]);
    const change = async (by: TestJobs, key: string): Promise<void> => {
      for (let i = 0; i < 25; i += 1) {
        await on.query('UPDATE test_values SET wanted = wanted + 1 WHERE key = $1', [key]);
        await by.add('test.plain', { copies: true }, { key });
        await delay(Math.random() * 15);
      }
    };
    await Promise.all(keys.flatMap((key) => [change(jobs, key), change(other, key)]));
    await eventually(async () =>
      expect(await on.query('SELECT key, wanted, done FROM test_values ORDER BY key')).toEqual(
        keys.map((key) => ({ key, wanted: 50, done: 50 })),
      ),
    );
    const all = await eventually(async () => {
      const found = await on.runs('test.plain');
      expect(found.every(({ endedAt }) => endedAt !== null)).toBe(true);
      return found;
    });
    for (const key of keys) expect(mostAtOnce(all.filter((run) => run.key === key))).toBe(1);
  });

  it('that waits out a failure takes a new payload and keeps its time', async () => {
    const { jobs } = await on.worker();
    await jobs.add('test.patient', { n: 1, fails: 1 }, { key: 'k' });
    await on.ended('test.patient', 1);
    await eventually(async () =>
      expect(await jobs.add('test.patient', { n: 2 }, { key: 'k' })).toBe('merged'),
    );
    await delay(500);
    expect(await on.numbers('test.patient')).toEqual([1]);
    const [first, second] = await on.ended('test.patient', 2);
    expect(second).toMatchObject({ payload: { n: 2 }, attempt: 2, error: null });
    expect(second!.startedAt.getTime() - first!.endedAt!.getTime()).toBeGreaterThan(1_300);
  });
});
