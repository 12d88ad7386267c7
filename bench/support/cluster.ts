import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres, migrate } from '#platform';

export interface BenchCluster {
  /** A migrated database of Docket's. */
  readonly docketUrl: string;
  /** The peers' database, in the same Postgres. */
  readonly peersUrl: string;
  readonly migrateAnother: (name: string) => Promise<string>;
  close(): Promise<void>;
}

/** The Postgres that `npm start` brings, with its durable settings: every commit is on the disk. */
export async function startCluster(): Promise<BenchCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  chmodSync(folder, 0o755);
  const server = await EmbeddedPostgres.start(join(folder, 'postgres'), ['docket', 'peers'], {
    max_wal_size: '4GB',
  });
  await migrate(server.url('docket'));
  return {
    docketUrl: server.url('docket'),
    peersUrl: server.url('peers'),
    migrateAnother: async (name) => {
      const admin = new pg.Client({ connectionString: server.url('peers') });
      await admin.connect();
      await admin.query(`CREATE DATABASE ${name}`);
      await admin.end();
      await migrate(server.url(name));
      return server.url(name);
    },
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
