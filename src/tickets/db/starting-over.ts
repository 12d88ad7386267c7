import { errorCode } from '#kernel';

const ATTEMPTS = 5;
const SECOND = new Set([
  '23505', // unique_violation: another transaction was first with a key
  '22012', // division_by_zero: how a conditional UPDATE fails that found a ticket at another version
]);

/**
 * Runs the work anew when another transaction was first with what it wrote: begun again, it sees what the other
 * wrote. What still collides after that is told as it is.
 */
export async function startingOver<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!SECOND.has(errorCode(error) ?? '') || attempt === ATTEMPTS) throw error;
    }
  }
}
