/** The rhythm of a worker, in milliseconds. Tests run in quicker time. */
export interface JobTimings {
  /** A worker says this often that it lives, and looks for others that don't. */
  readonly heartbeatMs: number;
  /** One that has not said so for this long is dead, and its jobs run elsewhere. */
  readonly deadAfterMs: number;
  /** Jobs whose time has come are looked for this often, where nothing announces them. */
  readonly lookMs: number;
  /** Periodic work is looked at this often. */
  readonly tickMs: number;
  /** How long jobs may go on when the process stops; then they are aborted. */
  readonly drainMs: number;
  /** How long an aborted job is waited for. */
  readonly abortMs: number;
}

export const JOB_TIMINGS = Symbol('JobTimings');

export const defaultTimings: JobTimings = {
  heartbeatMs: 5_000,
  deadAfterMs: 25_000,
  lookMs: 1_000,
  tickMs: 2_000,
  drainMs: 10_000,
  abortMs: 2_000,
};
