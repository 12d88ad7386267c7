import { describe, expect, it } from '@jest/globals';
import { ascending, DRIVERS, JobsOn, mostAtOnce } from '../../../support/jobs/jobs-on.js';

describe.each(DRIVERS)('jobs on %s', (driver) => {
  const on = new JobsOn(driver, 'jobs-running');

  it('runs a job with what it carries, once', async () => {
    const { jobs } = await on.worker();
    expect(await jobs.add('test.plain', { n: 7 }, { key: 'k' })).toBe('added');
    const [run] = await on.ended('test.plain', 1);
    expect(run).toMatchObject({ payload: { n: 7 }, key: 'k', attempt: 1, error: null });
  });

  it('adds from every role and runs in workers alone', async () => {
    await on.stopWorker();
    const jobs = await on.adder();
    await jobs.add('test.plain', { n: 1 });
    await jobs.add('test.background', { n: 2 });
    expect(await on.runs('test.plain')).toEqual([]);
    await on.worker();
    await on.ended('test.plain', 1);
    await on.ended('test.background', 1);
  });

  it('adds many at once, in their order', async () => {
    const { jobs } = await on.worker();
    const added = await jobs.addMany([
      { name: 'test.plain', payload: { n: 1 } },
      { name: 'test.background', payload: { n: 2 }, key: 'k' },
      { name: 'test.plain', payload: { n: 3 }, runAt: new Date(Date.now() + 3_600_000), key: 'later' },
      { name: 'test.plain', payload: { n: 4 }, key: 'later' },
    ]);
    expect(added).toEqual(['added', 'added', 'added', 'merged']);
    expect((await on.ended('test.plain', 2)).map(({ payload }) => payload.n).toSorted(ascending)).toEqual([
      1, 4,
    ]);
    expect(await on.ended('test.background', 1)).toHaveLength(1);
  });

  it('waits for its time, and not much longer', async () => {
    const { jobs } = await on.worker();
    const runAt = new Date(Date.now() + 700);
    await jobs.add('test.plain', {}, { runAt });
    const [run] = await on.ended('test.plain', 1);
    const lateMs = run!.startedAt.getTime() - runAt.getTime();
    expect(lateMs).toBeGreaterThanOrEqual(-5);
    expect(lateMs).toBeLessThan(1_500);
  });

  it('refuses what can’t be right', async () => {
    const { jobs } = await on.worker();
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
    const { jobs } = await on.worker();
    await jobs.add('test.one', { n: 0, gate: 'go' });
    await on.started('test.one', 1);
    await jobs.add('test.one', { n: 1 });
    await jobs.add('test.one', { n: 2 }, { priority: 1 });
    await jobs.add('test.one', { n: 3 }, { priority: 500 });
    await jobs.add('test.one', { n: 4 });
    await jobs.add('test.one', { n: 5 }, { key: 'raised' });
    await jobs.add('test.one', { n: 6 }, { key: 'raised', priority: 1_000 });
    await on.openGate('go');
    await on.ended('test.one', 6);
    expect(await on.numbers('test.one')).toEqual([0, 6, 3, 2, 1, 4]);
  });

  it('never runs more of a kind at once than it may', async () => {
    const { jobs } = await on.worker();
    await jobs.addMany(
      Array.from({ length: 12 }, (_, n) => ({ name: 'test.two', payload: { n, sleepMs: 60 } }) as const),
    );
    const all = await on.ended('test.two', 12);
    expect(mostAtOnce(all)).toBe(2);
  });

  it('starts interactive jobs at once, however much waits in the background', async () => {
    const { jobs } = await on.worker();
    await jobs.addMany(
      Array.from({ length: 60 }, () => ({ name: 'test.background', payload: { gate: 'go' } }) as const),
    );
    await on.started('test.background', 16);
    const addedAt = Date.now();
    await jobs.add('test.plain', {});
    const [run] = await on.ended('test.plain', 1);
    expect(run!.startedAt.getTime() - addedAt).toBeLessThan(1_000);
    await on.openGate('go');
    await on.ended('test.background', 60);
  });

  it('keeps the rate of a kind over all workers', async () => {
    const { jobs } = await on.worker();
    await on.start();
    await jobs.addMany(Array.from({ length: 12 }, () => ({ name: 'test.limited', payload: {} }) as const));
    const starts = (await on.ended('test.limited', 12))
      .map(({ startedAt }) => startedAt.getTime())
      .toSorted((a, b) => a - b);
    // A burst of five, then one every 200 ms.
    expect(starts[11]! - starts[0]!).toBeGreaterThan(1_200);
    expect(starts.filter((at) => at < starts[0]! + 150).length).toBeLessThanOrEqual(6);
  });
});
