import type { JobPayloads, LongJobName } from './job-kinds.js';

export interface AddOptions {
  /**
   * What the job is about, such as a ticket's id; unique per name, 1 to 200 characters. Of one key at most
   * one job waits and at most one runs. Adding while one waits gives that one the new payload, the sooner
   * of both times and the higher priority. Adding while one runs makes it run once more afterwards, so a
   * change during a run is never lost. Adding while one waits out a failure or a rate limit gives it the
   * new payload and leaves its time alone.
   */
  readonly key?: string;
  /** Not before this time; at once. */
  readonly runAt?: Date;
  /** From 0 to 1000: of the jobs of one name, higher ones go first. */
  readonly priority?: number;
  /** Failures after which this job is a dead letter, in place of its kind's. */
  readonly maxAttempts?: number;
}

/**
 * `owed`: the queue could not be reached, so nothing waits; the sweep of what is owed will add it. The
 * caller has nothing to do but not to count on it soon.
 */
export type Added = 'added' | 'merged' | 'owed';

export type JobRequest<Payloads extends object = JobPayloads> = {
  [Name in keyof Payloads & string]: AddOptions & {
    readonly name: Name;
    readonly payload: Payloads[Name];
  };
}[keyof Payloads & string];

/** `progress` is in percent, 0 for a job that waits. */
export interface LongJobState {
  readonly state: 'waiting' | 'running';
  readonly progress: number;
}

/**
 * The way to have work done in the background, at least once, by any process with the role `worker`.
 *
 * A queue is a hint, and Postgres is the truth (I10): nothing may exist in a queue alone. Write down what
 * is owed, commit, then add the job. Whatever a queue loses (Redis flushed or away, a process killed
 * between commit and add) is found again by an `@FindsOwed` sweep over those rows. Handlers are therefore
 * level-triggered and safe to run twice: they look at what is, and do what is missing.
 *
 * - Interactive kinds never wait for background ones; within a name, higher priorities go first.
 * - A failed run is tried again after a pause that doubles, with jitter; the last failure, or `GiveUp`,
 *   makes a dead letter, which administrators see and can retry. `RetryAt` comes back at a time and
 *   counts no failure.
 * - A worker that dies has its jobs run again by another one in under a minute; one that stops hands
 *   back what it could not finish. Jobs that keep killing their workers become dead letters.
 * - Rates are kept over all workers, concurrency in each process.
 */
export abstract class Jobs<Payloads extends object = JobPayloads, LongName extends string = LongJobName> {
  /** Call it after the commit of what the job is about. Throws only for arguments that can't be right. */
  abstract add<Name extends keyof Payloads & string>(
    name: Name,
    payload: Payloads[Name],
    options?: AddOptions,
  ): Promise<Added>;

  /** Many in few round trips; answers in their order. */
  abstract addMany(requests: readonly JobRequest<Payloads>[]): Promise<Added[]>;

  /**
   * Takes a waiting long job out; aborts a running one, which then doesn't run again. False when there
   * was none. Throws DomainError unavailable `queue_unavailable`.
   */
  abstract cancel(name: LongName, key: string): Promise<boolean>;

  /** Null when there is none, finished ones included. Throws DomainError unavailable `queue_unavailable`. */
  abstract state(name: LongName, key: string): Promise<LongJobState | null>;
}
