import { DomainError } from '#kernel';
import { backoffMs } from './backoff.js';
import { GiveUp, JobCancelled, JobsStopping, RetryAt } from './errors.js';
import type { JobKind } from './job-kind.js';

/** What becomes of a job after a run. */
export type Outcome =
  | { readonly type: 'done' }
  /** Runs again at a time; until then nothing that is added under its key makes it sooner. */
  | { readonly type: 'later'; readonly at: Date; readonly failures: number; readonly error: string }
  /** Runs again as soon as someone can take it, as if it had never started. */
  | { readonly type: 'put_back' }
  | { readonly type: 'dead'; readonly failures: number; readonly error: string };

export interface Attempt {
  readonly kind: Pick<JobKind, 'maxAttempts' | 'backoff'>;
  /** Of this job alone, when it was added with one. */
  readonly maxAttempts: number | null;
  /** Counted before this run. */
  readonly failures: number;
  /** Why the run was aborted; null when it wasn't. */
  readonly aborted: Error | null;
}

const LONGEST_WAIT_MS = 86_400_000;
const LONGEST_ERROR = 2_000;
/** A database that is away for an hour must not use up the attempts of everything that needs it. */
const NOT_ITS_FAULT = new Set(['database_unavailable']);
const DATABASE_PAUSE_MS = 5_000;

/** What an error of a handler means. Pure: `random` is from [0, 1). */
export function outcomeOfError(error: unknown, attempt: Attempt, now: Date, random: number): Outcome {
  if (attempt.aborted instanceof JobsStopping) return { type: 'put_back' };
  if (attempt.aborted instanceof JobCancelled) return { type: 'done' };
  // An aborted run often fails of something that its abortion broke; that says less than the reason.
  const cause = attempt.aborted ?? error;
  const told = tellError(cause);
  if (cause instanceof GiveUp) return { type: 'dead', failures: attempt.failures + 1, error: told };
  if (cause instanceof RetryAt) {
    return { type: 'later', at: within(cause.at, now), failures: attempt.failures, error: told };
  }
  if (cause instanceof DomainError && NOT_ITS_FAULT.has(cause.code)) {
    const at = new Date(now.getTime() + DATABASE_PAUSE_MS * (0.5 + random / 2));
    return { type: 'later', at, failures: attempt.failures, error: told };
  }
  const failures = attempt.failures + 1;
  if (failures >= (attempt.maxAttempts ?? attempt.kind.maxAttempts)) {
    return { type: 'dead', failures, error: told };
  }
  const at = new Date(now.getTime() + backoffMs(failures, attempt.kind.backoff, random));
  return { type: 'later', at, failures, error: told };
}

/** An error as one short text; NUL, which Postgres can't hold, is left out. */
export function tellError(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll('\0', '').slice(0, LONGEST_ERROR);
}

function within(at: Date, now: Date): Date {
  const ms = at.getTime() - now.getTime();
  // Written so that an invalid date is taken care of too.
  if (!(ms > 0)) return new Date(now.getTime() + 1_000);
  return new Date(now.getTime() + Math.min(ms, LONGEST_WAIT_MS));
}
