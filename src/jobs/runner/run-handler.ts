import { JobTimedOut } from '../domain/errors.js';

/**
 * Runs a handler until it settles, or until so long after its signal was aborted: one that doesn't listen
 * must not keep its place for ever. Rejects as the handler does, or with the reason of the abortion.
 */
export async function runHandler(
  handle: () => Promise<void>,
  abort: AbortController,
  limits: { readonly timeoutMs: number; readonly abortMs: number },
): Promise<void> {
  const { signal } = abort;
  let patience: NodeJS.Timeout | undefined;
  const leftBehind = new Promise<never>((_resolve, reject) => {
    const wait = (): void => {
      patience = setTimeout(() => reject(signal.reason as Error), limits.abortMs);
    };
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
  const timer = setTimeout(() => abort.abort(new JobTimedOut(limits.timeoutMs)), limits.timeoutMs);
  const work = handle();
  // Left behind, it may still fail, and nobody is there to hear it.
  work.catch(() => {});
  try {
    await Promise.race([work, leftBehind]);
  } finally {
    clearTimeout(timer);
    clearTimeout(patience);
  }
}
