import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * What Jest says when it can't end by itself. What it says of a worker that does not end is no verdict, a busy machine
 * is enough for that: a file that leaves something running has failed by then (`leak-environment.mjs`).
 */
const UNFINISHED = /Jest did not exit one second after/i;
const LINGER_MS = 5_000;

/** Runs the tests in dist/; a run that can't end by itself is ended and has failed. */
export async function runJest({ cwd, args, env }) {
  const child = spawn(process.execPath, ['--enable-source-maps', 'node_modules/jest/bin/jest.js', ...args], {
    cwd,
    env: { ...process.env, ...env, ...(process.stderr.isTTY ? { FORCE_COLOR: '1' } : {}) },
    // The JSON that goes to its standard output goes to the file as well.
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = null;
  child.stderr.on('data', (chunk) => {
    process.stderr.write(chunk);
    if (complaint || !UNFINISHED.test(chunk)) return;
    complaint = 'A test left something running: a timer, a socket or a server.';
    setTimeout(() => child.kill('SIGKILL'), LINGER_MS).unref();
  });
  const stop = (signal) => child.kill(signal);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const [code] = await once(child, 'close');
  process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
  return { code, complaint };
}
