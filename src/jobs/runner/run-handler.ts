import { JobTimedOut } from '../domain/errors.js';
import type { JobAbort } from './job-abort.js';

/**
 * Runs a handler until it settles, or until so long after it was aborted: one that doesn't listen must not keep
 * its place for ever. Rejects as the handler does, or with the reason of the abortion. One aborted before is not run.
 */
export function runHandler(
  handle: () => Promise<void>,
  abort: JobAbort,
  limits: { readonly timeoutMs: number; readonly abortMs: number },
): Promise<void> {
  if (abort.reason !== null) return Promise.reject(abort.reason);
  return new Promise((resolve, reject) => {
    const work = handle();
    let patience: NodeJS.Timeout | undefined;
    const timer = setTimeout(() => abort.abort(new JobTimedOut(limits.timeoutMs)), limits.timeoutMs);
    abort.whenAborted((reason) => {
      clearTimeout(timer);
      patience = setTimeout(() => reject(reason), limits.abortMs);
    });
    // Left behind, it may still end, and nobody is there to hear it.
    work
      .finally(() => {
        clearTimeout(timer);
        clearTimeout(patience);
      })
      .then(resolve, reject);
  });
}
