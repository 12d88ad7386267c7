import type Bull from 'bull';

/** How a run tells Bull that its job goes on waiting: the one error that leaves our handlers. */
export class Comeback extends Error {
  /** Null for at once. */
  readonly at: Date | null;

  constructor(
    row: Bull.Job<unknown>,
    next: { readonly at: Date | null; readonly failures: number; readonly reason: string },
  ) {
    super(next.reason);
    this.name = 'Comeback';
    this.at = next.at;
    // Bull counts every error as an attempt, after this one was thrown.
    row.attemptsMade = next.failures - 1;
  }
}

/** Where Bull itself failed at a job (its keys are gone, its lock was lost) there is mostly nothing to delay. */
const BROKEN_MS = 1_000;

/** Bull's backoff strategy: the pause is decided with the outcome, never by Bull. */
export function comebackDelay(_attemptsMade: number, error: unknown): number {
  if (!(error instanceof Comeback)) return BROKEN_MS;
  return error.at === null ? 0 : Math.max(0, Math.ceil(error.at.getTime() - Date.now()));
}
