import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { killAll, processesNaming } from '../support/process/processes.js';
import { startProgram, type RunningDocket } from '../support/process/running-docket.js';

/** Past this a second Ctrl-C is one on purpose. */
const ON_PURPOSE_MS = 1_200;
const STARTS_WITHIN_MS = 60_000;

let temporary: string;
let demo: RunningDocket;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'docket-stop-demo-'));
  chmodSync(temporary, 0o755);
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, TMPDIR: temporary, PORT: '0' };
  demo = startProgram(process.execPath, ['dist/test/demo/demo-main.js', '--speed=60'], '.', env);
});

afterEach(() => {
  demo.killGroup();
  killAll(processesNaming(temporary));
  rmSync(temporary, { recursive: true, force: true });
});

/** Resolves when one of its programs runs, which it gives its folder as this option. */
function runsWith(option: string): Promise<number> {
  return eventually(() => {
    const [pid] = processesNaming(`${option}${temporary}`);
    if (pid === undefined) throw new Error(`Nothing runs with ${option}. The demo said:\n${demo.output}`);
    return pid;
  }, STARTS_WITHIN_MS);
}

async function expectNothingLeft(): Promise<void> {
  await eventually(() => expect(processesNaming(temporary)).toEqual([]));
  expect(readdirSync(temporary)).toEqual([]);
}

describe('Ctrl-C in the demo', () => {
  it('before it has begun leaves nothing', async () => {
    await delay(50);
    demo.interrupt();
    await demo.end();
    await expectNothingLeft();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['while its database is made', () => runsWith('--pgdata=')],
    ['while its database starts', () => runsWith('-D ')],
    ['while its server is set up', () => demo.says(/Docket listens/, STARTS_WITHIN_MS)],
    ['in the middle of the day', () => demo.says(/^\d\d:\d\d /m, STARTS_WITHIN_MS)],
  ])(
    '%s ends it cleanly',
    async (_when, reached) => {
      await reached();
      demo.interrupt();
      expect(await demo.end()).toEqual({ code: 0, signal: null });
      expect(demo.output).toContain('Stopping …');
      expect(demo.output).not.toMatch(/error|fail/i);
      await expectNothingLeft();
    },
    2 * STARTS_WITHIN_MS,
  );

  it(
    'a second time ends it at once, also while nothing of it moves on',
    async () => {
      const initdb = await runsWith('--pgdata=');
      process.kill(initdb, 'SIGSTOP');
      // As it is told to stop alone, what it has started goes on.
      demo.signal('SIGINT');
      await demo.says(/Stopping …/);
      await delay(ON_PURPOSE_MS);
      demo.signal('SIGINT');
      expect(await demo.end()).toEqual({ code: 1, signal: null });
      await expectNothingLeft();
    },
    2 * STARTS_WITHIN_MS,
  );
});
