import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { processesNaming } from '../support/process/processes.js';

const run = promisify(execFile);
const MARK = '--seed=700001';

describe('npm run demo', () => {
  it('plays a morning and ends with tickets, cards, claims and nothing left running', async () => {
    const args = ['dist/test/demo/demo-main.js', MARK, '--speed=100000', '--until=10:00'];
    const { stdout } = await run(process.execPath, args, { env: { ...process.env, PORT: '0' } });
    expect(stdout).toMatch(/Docket listens on http:\/\/127\.0\.0\.1:\d+/);
    expect(stdout).toMatch(/[1-9]\d* signals became [1-9]\d* tickets/);
    expect(stdout).toMatch(/[1-9]\d* cards and/);
    expect(stdout).toMatch(/[1-9]\d* claims and [1-9]\d* resolutions/);
    expect(processesNaming(MARK)).toEqual([]);
  }, 240_000);
});
