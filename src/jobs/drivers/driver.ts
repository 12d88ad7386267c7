import { DomainError, type JsonValue } from '#kernel';
import type { Outcome } from '../domain/outcome.js';

export interface NewJob {
  /** A UUIDv7 of this request; a dead letter carries it on. */
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly payload: JsonValue;
  readonly runAt: Date | null;
  readonly priority: number;
  readonly maxAttempts: number | null;
  /** It was a dead letter under this key, which is put away when it succeeds. */
  readonly wasDead: boolean;
}

export interface TakenJob {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly payload: JsonValue;
  readonly maxAttempts: number | null;
  readonly failures: number;
  /** Why it is not its first run: the error of the `later` before; null when there was none. */
  readonly lastError: string | null;
  readonly wasDead: boolean;
}

/** A job that killed its worker too often; it is in no queue any more. */
export type FallenJob = Omit<TakenJob, 'lastError'> & { readonly error: string };

export type JobState = 'waiting' | 'running' | 'absent';

/** What a driver calls. */
export interface JobWork {
  /** Runs a job to its outcome; never rejects. */
  run(job: TakenJob): Promise<Outcome>;
  /** The outcome was a dead letter, but something was added under its key meanwhile and runs next. */
  outlived(job: TakenJob): Promise<void>;
  /** The others have reason to think this worker dead, so what it runs runs elsewhere: stop it. */
  presumedDead(): void;
}

export interface QueueDepth {
  readonly name: string;
  /** Could start now. */
  readonly ready: number;
  /** Wait for a time. */
  readonly delayed: number;
  readonly running: number;
}

/**
 * Where jobs wait. Both drivers keep the promises of `Jobs`; what they have in common (outcomes, rates,
 * dead letters, progress) is above them. Everything rejects with `queueUnavailable` when it can't be reached.
 */
export interface QueueDriver {
  /** `ifAbsent`: leaves a job that waits or runs under its key as it is. */
  add(jobs: readonly NewJob[], options: { readonly ifAbsent: boolean }): Promise<('added' | 'merged')[]>;
  /** Starts to take jobs, so many at once as the kinds allow. */
  work(work: JobWork): Promise<void>;
  /** Takes no more. */
  stopTaking(): Promise<void>;
  /** After the last run has settled: lets go of everything. */
  close(): Promise<void>;
  /** Takes a waiting job out; answers what it was. */
  remove(name: string, key: string): Promise<JobState>;
  state(name: string, key: string): Promise<JobState>;
  /** Takes out jobs whose workers died too often, at most some; `keep` has stored them before they go. */
  takeFallen(keep: (jobs: readonly FallenJob[]) => Promise<void>): Promise<void>;
  /** True once after everything that waited was lost. */
  wasEmptied(): Promise<boolean>;
  depths(): Promise<QueueDepth[]>;
}

export const QUEUE_DRIVER = Symbol('QueueDriver');

export function queueUnavailable(cause: unknown): DomainError {
  const refusal = new DomainError(
    'unavailable',
    'queue_unavailable',
    'The job queue cannot be reached just now. Try again in a moment.',
  );
  refusal.cause = cause;
  return refusal;
}
