/** What a handler is told of its run. */
export interface JobRun {
  /** The key it was added with. */
  readonly key: string | null;
  /** 1 for the first; grows with each failure. */
  readonly attempt: number;
  /**
   * Aborted when the run takes too long, the job is cancelled or the process stops. Pass it to whatever
   * waits; a handler that goes on all the same is left behind, and its job may be running elsewhere.
   */
  readonly signal: AbortSignal;
  /** For long jobs: how far it is, in percent. Written down at most twice a second. */
  progress(percent: number): Promise<void>;
}

/**
 * Does one kind of job. May run twice for one request, so it looks at what is and does what is missing.
 * Resolves when there is nothing left to do; rejects to be tried again, with `GiveUp` never again and
 * with `RetryAt` at a time.
 */
export interface JobHandler<Payload> {
  handle(payload: Payload, run: JobRun): Promise<void>;
}
