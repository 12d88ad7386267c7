import { setTimeout as delay } from 'node:timers/promises';
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
  const timer = setTimeout(() => abort.abort(new JobTimedOut(limits.timeoutMs)), limits.timeoutMs);
  const finished = new AbortController();
  const work = handle();
  // Left behind, it may still fail, and nobody is there to hear it.
  work.catch(() => {});
  try {
    await Promise.race([work, leftBehind(signal, limits.abortMs, finished.signal)]);
  } finally {
    clearTimeout(timer);
    finished.abort();
  }
}

async function leftBehind(signal: AbortSignal, abortMs: number, finished: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true, signal: finished });
    finished.addEventListener('abort', () => resolve(), { once: true });
  });
  await delay(abortMs, undefined, { signal: finished }).catch(() => {});
  if (finished.aborted) return;
  throw signal.reason as Error;
}
