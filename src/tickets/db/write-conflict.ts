import { errorCode } from '#kernel';

/** Another transaction was first; the same work, begun anew, sees what it wrote. Nothing was written. */
export class WriteConflict extends Error {
  constructor() {
    super('Another transaction wrote the same rows first');
    this.name = 'WriteConflict';
  }
}

const ATTEMPTS = 5;
const UNIQUE_VIOLATION = '23505';

/** Runs the work anew when another transaction was first with what it wrote. */
export async function startingOver<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const wasSecond = error instanceof WriteConflict || errorCode(error) === UNIQUE_VIOLATION;
      if (!wasSecond || attempt === ATTEMPTS) throw error;
    }
  }
}
