import { jobKind, type Jobs } from '#jobs';

/** What a test's job does; the same in this process and in one of its own. */
export interface TestPayload {
  /** Tells one request from another. */
  readonly n?: number;
  /** Runs until this gate is open (`openGate`), or the signal is aborted. */
  readonly gate?: string;
  readonly sleepMs?: number;
  /** Takes no notice of its signal. */
  readonly deaf?: boolean;
  /** Fails on so many attempts. */
  readonly fails?: number;
  readonly giveUp?: boolean;
  /** Asks to be called back after so long, once. */
  readonly retryInMs?: number;
  readonly progress?: number;
  /** Takes the newest value wanted for its key and writes it down as done. */
  readonly copies?: boolean;
}

const kind = jobKind<TestPayload>();
const quick = { firstMs: 40, maxMs: 80 } as const;

export const TEST_JOBS = {
  'test.plain': kind({ lane: 'interactive', concurrency: 8 }),
  'test.background': kind({ lane: 'background', concurrency: 16 }),
  'test.two': kind({ lane: 'background', concurrency: 2 }),
  'test.one': kind({ lane: 'interactive', concurrency: 1 }),
  'test.flaky': kind({ lane: 'interactive', maxAttempts: 3, backoff: quick }),
  'test.patient': kind({ lane: 'interactive', backoff: { firstMs: 3_000, maxMs: 3_000 } }),
  'test.limited': kind({ lane: 'background', concurrency: 16, rate: { count: 5, perMs: 1_000 } }),
  'test.hasty': kind({ lane: 'interactive', timeoutMs: 100, maxAttempts: 2, backoff: quick }),
  'test.long': kind({ lane: 'background', long: true }),
} as const;

export type TestJobs = Jobs<{ [Name in keyof typeof TEST_JOBS]: TestPayload }, 'test.long'>;
