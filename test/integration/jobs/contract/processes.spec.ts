import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../support/eventually.js';
import { ascending, DRIVERS, JobsOn } from '../../../support/jobs/jobs-on.js';
import { TEST_JOBS } from '../../../support/jobs/test-jobs.js';

describe.each(DRIVERS)('on %s', (driver) => {
  const on = new JobsOn(driver, 'jobs-processes');

  describe('processes', () => {
    beforeEach(() => on.stopWorker());

    it('that stop let their jobs finish', async () => {
      const stopping = await on.start();
      const { jobs } = stopping;
      await jobs.add('test.plain', { sleepMs: 250 }, { key: 'k' });
      await on.started('test.plain', 1);
      await stopping.close();
      expect(await on.runs('test.plain')).toMatchObject([{ error: null, endedAt: expect.any(Date) }]);
      await on.start();
      await delay(300);
      expect(await on.runs('test.plain')).toHaveLength(1);
    });

    it('that stop abort what takes too long, and it runs elsewhere, no failure counted', async () => {
      const stopping = await on.start();
      const { jobs } = stopping;
      await jobs.add('test.plain', { n: 1, gate: 'go' }, { key: 'k' });
      await jobs.add('test.background', { n: 2, gate: 'go', deaf: true });
      await on.started('test.plain', 1);
      await on.started('test.background', 1);
      await Promise.all([stopping.close(), jobs.add('test.plain', { n: 3, gate: 'go' }, { key: 'k2' })]);
      await on.openGate('go');
      await on.start();
      const plain = await eventually(async () => {
        const all = (await on.runs('test.plain')).filter(({ error }) => error === null);
        expect(all.map(({ payload }) => payload.n).toSorted(ascending)).toEqual([1, 3]);
        return all;
      });
      for (const { attempt } of plain) expect(attempt).toBe(1);
      await eventually(async () => expect((await on.runs('test.background')).length).toBe(2));
    });

    it('I10: that are killed have their jobs run again by another', async () => {
      const child = await on.forked();
      const jobs = await on.adder();
      await jobs.add('test.plain', { n: 1, gate: 'go' }, { key: 'k' });
      await jobs.add('test.background', { n: 2, gate: 'go' });
      await on.started('test.plain', 1);
      await on.started('test.background', 1);
      await child.kill();
      // Added to while its worker is dead: still one job.
      await jobs.add('test.plain', { n: 3, gate: 'go' }, { key: 'k' });
      await on.openGate('go');
      await on.start();
      await eventually(async () => expect(await on.numbers('test.plain')).toEqual([1, 3]), 25_000);
      await eventually(async () => expect(await on.numbers('test.background')).toEqual([2, 2]), 25_000);
      expect((await on.runs('test.plain')).map(({ pid }) => pid)).toEqual([child.pid, process.pid]);
      await delay(300);
      expect(await on.runs('test.plain')).toHaveLength(2);
    }, 60_000);

    it('that a job keeps killing turn it into a dead letter', async () => {
      const child = await on.forked();
      const jobs = await on.adder();
      await jobs.add('test.plain', { n: 1, gate: 'never' }, { key: 'k' });
      await on.started('test.plain', 1);
      await on.pretendDeaths(5);
      await child.kill();
      await on.start();
      await eventually(
        async () =>
          expect(await on.deadRows()).toMatchObject([
            { name: 'test.plain', key: 'k', error: expect.stringContaining('died') },
          ]),
        25_000,
      );
      expect(await on.runs('test.plain')).toHaveLength(1);
      expect(await jobs.add('test.plain', { n: 2 }, { key: 'k' })).toBe('added');
      await on.ended('test.plain', 1);
    }, 60_000);

    it('don’t start with a job that nothing handles', async () => {
      const kinds = { 'test.plain': TEST_JOBS['test.plain'] };
      await expect(on.start({ kinds })).rejects.toThrow('test.two has a handler and is no job');
    });
  });

  describe('what is owed', () => {
    it('I10: comes back after the queue lost everything', async () => {
      const { jobs } = await on.worker();
      await on.start();
      const keys = Array.from({ length: 8 }, (_, i) => `owed-${i}`);
      await on.query('INSERT INTO test_values (key, wanted) SELECT unnest($1::text[]), 1', [keys]);
      const far = new Date(Date.now() + 3_600_000);
      await jobs.addMany(
        keys.map((key) => ({ name: 'test.plain', payload: { copies: true }, key, runAt: far }) as const),
      );
      await on.loseQueue();
      await eventually(async () =>
        expect(await on.query('SELECT 1 FROM test_values WHERE wanted > done')).toEqual([]),
      );
    });

    it('is added by the sweep even if nobody ever added it, but not while it is freshly dead', async () => {
      await on.query(
        `INSERT INTO dead_jobs (id, name, key, payload, failures, error, died_at)
         VALUES (gen_random_uuid(), 'test.plain', 'owed-b', '{}', 1, 'x', now()),
                (gen_random_uuid(), 'test.plain', 'owed-c', '{}', 1, 'x', now() - interval '2 hours')`,
      );
      await on.query(
        `INSERT INTO test_values (key, wanted) VALUES ('owed-a', 1), ('owed-b', 1), ('owed-c', 1)`,
      );
      await on.worker();
      await eventually(async () =>
        expect(await on.query('SELECT key FROM test_values WHERE done = 1 ORDER BY key')).toEqual([
          { key: 'owed-a' },
          { key: 'owed-c' },
        ]),
      );
      // What was done after all is no dead letter any more.
      await eventually(async () => expect(await on.deadRows()).toMatchObject([{ key: 'owed-b' }]));
    });
  });
});
