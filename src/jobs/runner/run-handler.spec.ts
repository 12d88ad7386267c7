import { describe, expect, it } from '@jest/globals';
import { JobCancelled, JobTimedOut } from '../domain/errors.js';
import { JobAbort } from './job-abort.js';
import { runHandler } from './run-handler.js';

const LIMITS = { timeoutMs: 60_000, abortMs: 5 };
const never = (): Promise<void> => new Promise(() => {});
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('a handler that runs', () => {
  it.each([
    ['ends', async () => {}, null],
    ['fails', () => Promise.reject(new Error('Broken')), 'Broken'],
  ])('%s, and leaves no timer', async (_what, handle, message) => {
    const before = timers();
    const said = await runHandler(handle, new JobAbort(), LIMITS).catch((error: Error) => error.message);
    expect(said ?? null).toBe(message);
    expect(timers()).toBe(before);
  });

  it('is left behind some time after it was aborted, and leaves no timer', async () => {
    const before = timers();
    const abort = new JobAbort();
    const run = runHandler(never, abort, LIMITS);
    abort.abort(new JobCancelled());
    abort.abort(new Error('Later'));
    await expect(run).rejects.toBeInstanceOf(JobCancelled);
    expect(timers()).toBe(before);
  });

  it('is aborted when it takes too long', async () => {
    const abort = new JobAbort();
    const { signal } = abort;
    await expect(runHandler(never, abort, { timeoutMs: 5, abortMs: 5 })).rejects.toBeInstanceOf(JobTimedOut);
    expect(signal.reason).toBe(abort.reason);
  });

  it('is not begun when it was aborted before, which its signal tells too', async () => {
    const abort = new JobAbort();
    abort.abort(new JobCancelled());
    let begun = false;
    const run = runHandler(
      async () => {
        begun = true;
      },
      abort,
      LIMITS,
    );
    await expect(run).rejects.toBeInstanceOf(JobCancelled);
    expect(begun).toBe(false);
    expect(abort.signal.aborted).toBe(true);
  });
});
