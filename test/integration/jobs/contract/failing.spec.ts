import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../../support/eventually.js';
import { ascending, DRIVERS, JobsOn } from '../../../support/jobs/jobs-on.js';

describe.each(DRIVERS)('a job that fails on %s', (driver) => {
  const on = new JobsOn(driver, 'jobs-failing');

  it('tries again with growing pauses until it works', async () => {
    const { jobs } = await on.worker();
    await jobs.add('test.flaky', { fails: 2 }, { key: 'k' });
    await jobs.add('test.flaky', { fails: 2 });
    const all = await on.ended('test.flaky', 6);
    expect(all.map(({ attempt }) => attempt).toSorted(ascending)).toEqual([1, 1, 2, 2, 3, 3]);
    expect(await on.deadRows()).toEqual([]);
  });

  it('makes a dead letter of the last failure, which outlives the queue', async () => {
    const { jobs } = await on.worker();
    await jobs.add('test.flaky', { fails: 99 }, { key: 'k' });
    await jobs.add('test.flaky', { fails: 99 }, { maxAttempts: 1 });
    await eventually(async () => expect(await on.deadRows()).toHaveLength(2));
    await on.loseQueue();
    expect(await on.deadRows()).toEqual(
      expect.arrayContaining([
        { name: 'test.flaky', key: 'k', failures: 3, error: 'Error: test.flaky fails', deaths: 1 },
        { name: 'test.flaky', key: null, failures: 1, error: 'Error: test.flaky fails', deaths: 1 },
      ]),
    );
    expect(await on.runs('test.flaky')).toHaveLength(4);
  });

  it('gives up when told to', async () => {
    const { jobs } = await on.worker();
    await jobs.add('test.plain', { giveUp: true }, { key: 'k' });
    await eventually(async () =>
      expect(await on.deadRows()).toMatchObject([{ failures: 1, error: 'GiveUp: Told to' }]),
    );
    // The dead letter is written before the job is let go of.
    await delay(500);
    expect(await jobs.add('test.plain', { giveUp: true }, { key: 'k' })).toBe('added');
    await eventually(async () => expect(await on.deadRows()).toMatchObject([{ deaths: 2 }]));
    expect(await on.runs('test.plain')).toHaveLength(2);
  });

  it('runs a dead letter anew when someone asks for it', async () => {
    const { jobs, deadJobs } = await on.worker();
    await jobs.add('test.flaky', { gate: 'go', fails: 1 }, { key: 'k', maxAttempts: 1 });
    await on.openGate('go');
    const [dead] = await eventually(async () => {
      const found = await deadJobs.list({ name: null, after: null, limit: 10 });
      expect(found).toHaveLength(1);
      return found;
    });
    await deadJobs.retry(dead!.id);
    // With the attempts of its kind: it fails once more, then works.
    const all = await on.ended('test.flaky', 3);
    expect(all.map(({ attempt, error }) => [attempt, error === null])).toEqual([
      [1, false],
      [1, false],
      [2, true],
    ]);
    expect(await on.deadRows()).toEqual([]);
  });

  it('comes back when told to, and counts no failure', async () => {
    const { jobs } = await on.worker();
    await jobs.add('test.flaky', { retryInMs: 600 }, { key: 'k', maxAttempts: 1 });
    const [first, second] = await on.ended('test.flaky', 2);
    expect([first!.attempt, second!.attempt]).toEqual([1, 1]);
    expect(second!.startedAt.getTime() - first!.startedAt.getTime()).toBeGreaterThanOrEqual(550);
    expect(await on.deadRows()).toEqual([]);
  });

  it('cuts off what takes too long, also what does not listen', async () => {
    const { jobs } = await on.worker();
    await jobs.add('test.hasty', { n: 1, sleepMs: 60_000 }, { maxAttempts: 1 });
    await jobs.add('test.hasty', { n: 2, sleepMs: 2_000, deaf: true }, { maxAttempts: 1 });
    await eventually(async () => expect(await on.deadRows()).toHaveLength(2));
    for (const { error } of await on.deadRows())
      expect(error).toBe('JobTimedOut: The job took longer than 100 ms.');
    await on.ended('test.hasty', 2);
  });

  it('runs what was added under its key meanwhile instead of calling it dead', async () => {
    const { jobs } = await on.worker();
    await jobs.add('test.plain', { n: 1, gate: 'go', giveUp: true }, { key: 'k' });
    await on.started('test.plain', 1);
    await jobs.add('test.plain', { n: 2 }, { key: 'k' });
    await on.openGate('go');
    await on.ended('test.plain', 2);
    expect(await on.deadRows()).toEqual([]);
  });
});
