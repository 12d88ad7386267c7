import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { startJobs, type JobProcess } from '../../support/jobs/job-process.js';
import { TEST_TABLES } from '../../support/jobs/test-handlers.js';
import { keptPort } from '../../support/kept-port.js';
import { StoppableRedis } from '../../support/process/stoppable-redis.js';

let db: TestDatabase;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  await db.database.query(TEST_TABLES);
});
afterAll(() => db.close());
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
  await db.database.query('TRUNCATE test_runs, test_gates, test_values, work_leases, periodic_work');
});

async function start(redisUrl: string | null): Promise<JobProcess> {
  const process = await startJobs({ databaseUrl: db.url, redisUrl });
  open.push(process);
  return process;
}

/** A Redis of this test, that it may end and start again. */
async function startRedis(port: number): Promise<StoppableRedis> {
  const server = await StoppableRedis.start(port);
  open.push(server);
  return server;
}

async function finished(): Promise<number> {
  return (await db.database.query('SELECT 1 FROM test_runs WHERE error IS NULL AND ended_at IS NOT NULL'))
    .length;
}

describe('Redis away', () => {
  it('I10: from the start: nothing fails, adding says so soon, and timers go on', async () => {
    const { jobs } = await start(`redis://127.0.0.1:${await keptPort()}`);
    const startedAt = performance.now();
    expect(await jobs.add('test.plain', {}, { key: 'k' })).toBe('owed');
    expect(await jobs.addMany([{ name: 'test.plain', payload: {} }])).toEqual(['owed']);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    await expect(jobs.state('test.long', 'k')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'queue_unavailable',
    });
    await expect(jobs.cancel('test.long', 'k')).rejects.toMatchObject({ code: 'queue_unavailable' });
    await db.database.query(`INSERT INTO test_gates VALUES ('due-1')`);
    await eventually(async () => expect(await db.database.query('SELECT 1 FROM test_gates')).toEqual([]));
  });

  it('I10: killed in the middle and started empty: what is owed is done, and new jobs run', async () => {
    const port = await keptPort();
    const first = await startRedis(port);
    const { jobs } = await start(`redis://127.0.0.1:${port}`);
    await jobs.add('test.plain', { gate: 'go' }, { key: 'running' });
    await eventually(async () => expect(await db.database.query('SELECT 1 FROM test_runs')).toHaveLength(1));
    await db.database.query(`INSERT INTO test_values (key, wanted) VALUES ('owed-1', 1)`);
    await first.close();
    expect(await jobs.add('test.plain', { copies: true }, { key: 'owed-1' })).toBe('owed');
    await db.database.query(`INSERT INTO test_gates VALUES ('go')`);
    await startRedis(port);
    await eventually(async () =>
      expect(await db.database.query('SELECT done FROM test_values')).toEqual([{ done: 1 }]),
    );
    await eventually(async () => expect(await jobs.add('test.background', {}, { key: 'new' })).toBe('added'));
    await eventually(async () => expect(await finished()).toBeGreaterThanOrEqual(3));
  });
});

describe('Postgres away for a moment', () => {
  it.each(['bull', 'graphile-worker'])('I10: jobs on %s go on afterwards, none is lost', async (driver) => {
    const port = await keptPort();
    if (driver === 'bull') await startRedis(port);
    const { jobs } = await start(driver === 'bull' ? `redis://127.0.0.1:${port}` : null);
    await db.database.query(
      `INSERT INTO test_values (key) SELECT 'k-' || i FROM generate_series(1, 20) AS i`,
    );
    for (let round = 1; round <= 4; round += 1) {
      await db.database.query('UPDATE test_values SET wanted = wanted + 1');
      await jobs.addMany(
        Array.from(
          { length: 20 },
          (_, i) => ({ name: 'test.plain', payload: { copies: true }, key: `k-${i + 1}` }) as const,
        ),
      );
      // As a restart of the server does: every session ends, in the middle of whatever it does.
      await db.database
        .query(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
        )
        .catch(() => {});
    }
    const keys = Array.from({ length: 20 }, (_, i) => `k-${i + 1}`);
    await eventually(async () => {
      // A job whose adding was cut off is swept in earnest; here whoever owes it asks again.
      await jobs.addMany(
        keys.map((key) => ({ name: 'test.plain', payload: { copies: true }, key }) as const),
      );
      expect(await db.database.query('SELECT 1 FROM test_values WHERE done < wanted')).toEqual([]);
    });
  });
});
