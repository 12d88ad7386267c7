import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate, QUEUE_REVISION, requireMigrated } from '#platform';
import { createDatabaseClone } from '../../support/database.js';
import { startJobs } from '../../support/jobs/job-process.js';

const SQL = fileURLToPath(new URL('../sql', import.meta.resolve('graphile-worker')));
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function aDatabase(): Promise<{ url: string; admin: pg.Client }> {
  const clone = await createDatabaseClone();
  closers.push(() => clone.release());
  const admin = new pg.Client({ connectionString: clone.url });
  await admin.connect();
  closers.push(() => admin.end());
  return { url: clone.url, admin };
}

describe("graphile-worker's tables", () => {
  it('are at the revision of the installed library', () => {
    const newest = Math.max(...readdirSync(SQL).map((file) => Number.parseInt(file)));
    expect(QUEUE_REVISION).toBe(newest);
  });

  it('are made with the others, and a start that may not make them says what to do', async () => {
    const { url, admin } = await aDatabase();
    await requireMigrated(url);
    await admin.query('DROP SCHEMA graphile_worker_background CASCADE');
    await expect(requireMigrated(url)).rejects.toThrow('DOCKET_MIGRATE is off. Run: node');
    await migrate(url);
    await requireMigrated(url);
    await admin.query(
      'DELETE FROM graphile_worker.migrations WHERE id = (SELECT max(id) FROM graphile_worker.migrations)',
    );
    await expect(requireMigrated(url)).rejects.toThrow('DOCKET_MIGRATE is off');
  });

  it('are used by their owner alone, and another role is told so at start', async () => {
    const { url, admin } = await aDatabase();
    const role = `jobs_test_${process.pid}`;
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'of-a-test'`);
    closers.push(async () => {
      await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    });
    await admin.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`);
    const theirs = new URL(url);
    theirs.username = role;
    theirs.password = 'of-a-test';
    const refused = startJobs({ databaseUrl: theirs.href, redisUrl: null });
    await expect(refused).rejects.toThrow(
      `GRANT "${new URL(url).username || 'postgres'}" TO "${role}", or set REDIS_URL`,
    );
  });
});
