import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgres } from '#platform';

export interface TestServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Nothing here outlives the tests, so nothing is waited for on its way to the disk. */
const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  // Nor is anything read back from its log: what fills a new table or builds an index writes none.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  max_connections: '200',
  shared_buffers: '64MB',
};

/** A Postgres of its own in a temporary folder. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-test-'));
  chmodSync(folder, 0o755);
  const server = await EmbeddedPostgres.start(join(folder, 'postgres'), [], FORGETFUL);
  const url = server.url('postgres');
  const abandon = () => server.abandon();
  process.once('exit', abandon);
  return {
    url,
    close: async () => {
      await server.stop();
      process.removeListener('exit', abandon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
