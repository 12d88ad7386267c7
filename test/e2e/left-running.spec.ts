import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const SILENT = `await fetch('http://127.0.0.1:1').catch(() => {});`;
const TIMER = `setTimeout(() => {}, 60_000);`;
const SERVER = `
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect(server.address().port);
  await once(socket, 'connect');`;
/** It ends when nobody holds its input any more. */
const PROCESS = `spawn('cat');`;
const IMPORTS = `
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { connect, createServer } from 'node:net';
  import { it } from '@jest/globals';`;

interface Outcome {
  readonly status: string;
  readonly message: string;
}

/** The check of the tests themselves, on test files that pass. */
describe('a test file', () => {
  let folder: string;
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'docket-leaks-'));
    for (const [name, body] of Object.entries({ SILENT, TIMER, SERVER, PROCESS })) {
      writeFileSync(join(folder, `${name}.spec.mjs`), `${IMPORTS}\nit('passes', async () => { ${body} });`);
    }
    for (const { name, status, message } of await runJest(folder)) outcomes.set(name, { status, message });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('that leaves nothing running passes', () => {
    expect(outcomes.get('SILENT.spec.mjs')).toMatchObject({ status: 'passed' });
  });

  it.each([
    ['timer', 'TIMER', 'Left running: 1 × Timeout'],
    ['server and a socket', 'SERVER', '1 × TCPServerWrap'],
    ['process', 'PROCESS', '1 × ProcessWrap'],
  ])('that leaves a %s running fails, and what it left is named', (_, file, left) => {
    const { status, message } = outcomes.get(`${file}.spec.mjs`)!;
    expect(status).toBe('failed');
    expect(message).toContain(left);
  });
});

interface Report {
  readonly testResults: readonly { name: string; status: string; message: string }[];
}

/** By two workers, as `npm test` does: they are ended when they don't end. */
async function runJest(folder: string): Promise<{ name: string; status: string; message: string }[]> {
  const report = join(folder, 'report.json');
  const settings = {
    rootDir: folder,
    transform: {},
    testMatch: ['**/*.spec.mjs'],
    testRunner: resolve('scripts/test/native/runner.mjs'),
    testEnvironment: resolve('scripts/test/leak-environment.mjs'),
    testEnvironmentOptions: { graceMs: 300 },
    haste: { enableSymlinks: false },
    watchman: false,
  };
  const args = ['--config', JSON.stringify(settings), '--maxWorkers=2', '--json', `--outputFile=${report}`];
  await new Promise<void>((ended) => {
    execFile(process.execPath, ['node_modules/jest/bin/jest.js', ...args], { timeout: 50_000 }, () =>
      ended(),
    );
  });
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  return testResults.map(({ name, status, message }) => ({
    name: name.slice(folder.length + 1),
    status,
    message,
  }));
}
