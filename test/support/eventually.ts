import { setTimeout as delay } from 'node:timers/promises';

const WITHIN_MS = 30_000;
/** Each look often asks a process or Postgres, which others wait for too: the longer it takes, the rarer. */
const FIRST_LOOK_MS = 10;
const RAREST_LOOK_MS = 150;
const RARER = 1.25;

/** Repeats an expectation until it holds; past the time it fails as the expectation does. */
export async function eventually<T>(expectation: () => T | Promise<T>, withinMs = WITHIN_MS): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * RARER, RAREST_LOOK_MS)) {
    try {
      return await expectation();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(pause);
    }
  }
}
