import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leftovers } from './test/leftovers.mjs';
import { build, install, requireNode, ROOT, run } from './prepare.mjs';
import { runJest } from './test/run-jest.mjs';
import { ensureTools } from './test/tools.mjs';
import { startRedis } from './test/redis.mjs';

/** `npm test [-- jest arguments]`: everything the tests need is started for this run and gone after it. */
await run(async () => {
  requireNode();
  install();
  await build();
  const tools = ensureTools();

  // Every file and, by its command line, every process of the run is recognised by this folder.
  const folder = mkdtempSync(join(tmpdir(), 'docket-run-'));
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  const results = join(folder, 'results.json');
  const closers = [];
  let outcome = { code: 1, complaint: null };
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const { startTestServer } = await import('../dist/test/support/postgres-server.js');
    const postgres = await startTestServer();
    closers.push(() => postgres.close());
    const redis = await startRedis(tools.redis, folder);
    closers.push(() => redis.close());
    outcome = await runJest({
      cwd: ROOT,
      args: [...process.argv.slice(2), '--json', `--outputFile=${results}`],
      env: {
        DOCKET_TEST_POSTGRES_URL: postgres.url,
        DOCKET_TEST_REDIS_URL: redis.url,
        DOCKET_TEST_CHROMIUM: tools.chromium,
        TMPDIR: folder,
      },
    });
    counts = countsOf(results);
  } finally {
    for (const close of closers.reverse()) await close();
  }

  const left = leftovers(folder);
  for (const { pid, command } of left) console.error(`Left running by the tests: ${pid} ${command}`);
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  if (outcome.complaint) console.error(outcome.complaint);
  if (counts.passed + counts.failed === 0) console.error('No test was run.');

  const good =
    outcome.code === 0 && !outcome.complaint && left.length === 0 && counts.failed === 0 && counts.passed > 0;
  process.exitCode = good ? 0 : 1;
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
});

function countsOf(file) {
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    return {
      passed: results.numPassedTests,
      // A file that can't be loaded has no tests to count, and has failed.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
