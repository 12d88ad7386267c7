import { setTimeout as delay } from 'node:timers/promises';

const WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 20;

/** Repeats an expectation until it holds; past the time it fails as the expectation does. */
export async function eventually<T>(expectation: () => T | Promise<T>, withinMs = WITHIN_MS): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(LOOK_EVERY_MS);
    }
  }
}
