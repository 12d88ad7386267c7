import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../../support/eventually.js';
import { DRIVERS, JobsOn } from '../../../support/jobs/jobs-on.js';

describe.each(DRIVERS)('long jobs on %s', (driver) => {
  const on = new JobsOn(driver, 'jobs-long');

  it('show how far they are', async () => {
    const { jobs } = await on.worker();
    const other = await on.adder();
    expect(await other.state('test.long', 'k')).toBeNull();
    await jobs.add('test.long', { progress: 42.4, gate: 'go' }, { key: 'k' });
    await eventually(async () =>
      expect(await other.state('test.long', 'k')).toEqual({ state: 'running', progress: 42 }),
    );
    await on.openGate('go');
    await eventually(async () => expect(await other.state('test.long', 'k')).toBeNull());
    expect(await on.query('SELECT * FROM long_jobs')).toEqual([]);
  });

  it('are cancelled from anywhere while they run, and don’t run again', async () => {
    const { jobs } = await on.worker();
    const other = await on.adder();
    await jobs.add('test.long', { gate: 'never' }, { key: 'k' });
    await on.started('test.long', 1);
    expect(await other.cancel('test.long', 'k')).toBe(true);
    const [run] = await on.ended('test.long', 1);
    expect(run!.error).toBe('JobCancelled: The job was cancelled.');
    await eventually(async () => expect(await other.state('test.long', 'k')).toBeNull());
    await delay(300);
    expect(await on.runs('test.long')).toHaveLength(1);
    expect(await other.cancel('test.long', 'k')).toBe(false);
    expect(await on.deadRows()).toEqual([]);
  });

  it('are cancelled while they wait', async () => {
    await on.stopWorker();
    const jobs = await on.adder();
    await jobs.add('test.long', {}, { key: 'k' });
    await jobs.add('test.long', {}, { key: 'later', runAt: new Date(Date.now() + 3_600_000) });
    expect(await jobs.state('test.long', 'k')).toEqual({ state: 'waiting', progress: 0 });
    expect(await jobs.cancel('test.long', 'k')).toBe(true);
    expect(await jobs.cancel('test.long', 'later')).toBe(true);
    await on.worker();
    await jobs.add('test.long', { n: 2 }, { key: 'k' });
    await on.ended('test.long', 1);
    expect(await on.numbers('test.long')).toEqual([2]);
  });
});
