import { setTimeout as delay } from 'node:timers/promises';
import { DomainError, errorCode } from '#kernel';

const ATTEMPTS = 5;
const PAUSE_MS = 20;
/** unique_violation: another transaction was first with a key. */
const TAKEN = '23505';
/** division_by_zero: how a conditional UPDATE fails that found a ticket at another version. */
const MOVED = '22012';

/**
 * Runs the work anew when another transaction was first with what it wrote: begun again, it sees what the other
 * wrote. After that a version that goes on moving is worth a retry by the caller, and a key that stays taken is
 * told as it is.
 */
export async function startingOver<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const code = errorCode(error);
      if (code !== TAKEN && code !== MOVED) throw error;
      if (attempt === ATTEMPTS) throw code === MOVED ? alwaysSecond(error) : error;
      // Apart in time, or two processes could go on being second in turn.
      await delay(Math.random() * attempt * PAUSE_MS);
    }
  }
}

function alwaysSecond(cause: unknown): DomainError {
  const refusal = new DomainError(
    'unavailable',
    'database_busy',
    'Others are changing the same thing just now. Try again in a moment.',
  );
  refusal.cause = cause;
  return refusal;
}
