import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { startJobs, type JobProcess } from '../../support/jobs/job-process.js';
import { TEST_TABLES } from '../../support/jobs/test-handlers.js';

const HOUR_MS = 3_600_000;

let db: TestDatabase;
const open: JobProcess[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  await db.database.query(TEST_TABLES);
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.database.query('TRUNCATE test_gates, test_periods, periodic_work, work_leases');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function start(count = 1): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async () => {
      open.push(await startJobs({ databaseUrl: db.url, redisUrl: null }));
    }),
  );
}

interface Period {
  readonly from: Date;
  readonly to: Date;
}

function periods(name: string): Promise<Period[]> {
  return db.database.query(
    'SELECT from_at AS "from", to_at AS "to" FROM test_periods WHERE name = $1 ORDER BY id',
    [name],
  );
}

function hourStart(hoursAgo: number): Date {
  return new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - hoursAgo * HOUR_MS);
}

describe('periodic work', () => {
  it('runs for the last whole bucket when it is new, once over all processes', async () => {
    await start(3);
    await eventually(async () => expect(await periods('each')).toHaveLength(1));
    await eventually(async () => expect(await periods('second')).not.toHaveLength(0));
    expect(await periods('each')).toEqual([{ from: hourStart(1), to: hourStart(0) }]);
  });

  it('runs once per bucket over all processes, leaving none out', async () => {
    await start(3);
    const all = await eventually(async () => {
      const found = await periods('second');
      expect(found.length).toBeGreaterThan(3);
      return found;
    });
    for (const [index, { from, to }] of all.entries()) {
      expect(to.getTime()).toBeGreaterThan(from.getTime());
      if (index > 0) expect(from).toEqual(all[index - 1]!.to);
    }
  });

  it('makes up for what was missed: each of the newest buckets, or all of them in one', async () => {
    await db.database.query(`INSERT INTO periodic_work VALUES ('test.each', $1), ('test.all', $1)`, [
      hourStart(9),
    ]);
    await start(2);
    await eventually(async () => expect(await periods('each')).toHaveLength(5));
    expect(await periods('each')).toEqual(
      [5, 4, 3, 2, 1].map((ago) => ({ from: hourStart(ago), to: hourStart(ago - 1) })),
    );
    await eventually(async () =>
      expect(await periods('all')).toEqual([{ from: hourStart(9), to: hourStart(0) }]),
    );
    // Written down once the work has ended.
    await eventually(async () =>
      expect(
        await db.database.query(
          `SELECT done_until FROM periodic_work WHERE name IN ('test.each', 'test.all')`,
        ),
      ).toEqual([{ done_until: hourStart(0) }, { done_until: hourStart(0) }]),
    );
  });

  it('waits while another process holds it, and goes on when that one is gone', async () => {
    await db.database.query(
      `INSERT INTO work_leases VALUES ('periodic:test.each', gen_random_uuid(), now() + interval '1 hour')`,
    );
    await start();
    await eventually(async () => expect(await periods('all')).toHaveLength(1));
    expect(await periods('each')).toEqual([]);
    // It renews its lease no more.
    await db.database.query(`UPDATE work_leases SET until = now() WHERE name = 'periodic:test.each'`);
    await eventually(async () => expect(await periods('each')).toHaveLength(1));
  });
});

describe('what falls due', () => {
  it('is done once by many, and not held up by what fails', async () => {
    const names = Array.from({ length: 420 }, (_, i) => `due-${i}`);
    await db.database.query(`INSERT INTO test_gates SELECT unnest($1::text[]) UNION ALL SELECT 'due-0-bad'`, [
      names,
    ]);
    await start(2);
    await eventually(async () =>
      expect(await db.database.query('SELECT name FROM test_gates')).toEqual([{ name: 'due-0-bad' }]),
    );
    const done = await db.database.query<{ name: string }>(
      `SELECT name FROM test_periods WHERE name LIKE 'due-%'`,
    );
    expect(done.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });
});

describe('months', () => {
  it('have their tables before they begin', async () => {
    await db.database.query(`DROP TABLE events_${monthAhead(2)}, signals_${monthAhead(3)}`);
    await start();
    const rows = await db.database.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relispartition AND relkind = 'r'`,
    );
    const names = rows.map(({ name }) => name);
    for (const ahead of [0, 1, 2, 3]) {
      expect(names).toContain(`events_${monthAhead(ahead)}`);
      expect(names).toContain(`signals_${monthAhead(ahead)}`);
    }
  });

  it('are made for a role that does not own the tables', async () => {
    await db.database.query(`DROP TABLE events_${monthAhead(3)}`);
    await db.database.transaction(async (tx) => {
      await tx.query(`DROP ROLE IF EXISTS months_test`);
      await tx.query(`CREATE ROLE months_test`);
      await tx.query(`SET LOCAL ROLE months_test`);
      await tx.query(`SELECT ensure_month_partitions(3)`);
      await tx.query(`RESET ROLE`);
      await tx.query(`DROP ROLE months_test`);
    });
    expect(
      await db.database.query(`SELECT 1 FROM pg_class WHERE relname = $1`, [`events_${monthAhead(3)}`]),
    ).toHaveLength(1);
  });
});

function monthAhead(months: number): string {
  const now = new Date();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
  return `${month.getUTCFullYear()}${String(month.getUTCMonth() + 1).padStart(2, '0')}`;
}
