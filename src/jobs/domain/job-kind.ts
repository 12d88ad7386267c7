/**
 * Interactive jobs are what a person waits to see (a card, a notice); background ones may take their
 * time. Each lane has capacity of its own in every worker process, so the first never wait for the second.
 */
export type Lane = 'interactive' | 'background';

/** How jobs of one name are run. Everything left out has a default. */
export interface JobKindOptions {
  readonly lane: Lane;
  /** How many may run at once in one worker process; 4. */
  readonly concurrency?: number;
  /** How many may start in so many milliseconds over all workers; no limit. */
  readonly rate?: { readonly count: number; readonly perMs: number };
  /** Failures after which the job is a dead letter; 10. */
  readonly maxAttempts?: number;
  /** The pause after the first failure, doubled with each further one up to `maxMs`; 1 s and 10 min. */
  readonly backoff?: { readonly firstMs: number; readonly maxMs: number };
  /** A run is aborted and has failed after so long; 60 s. */
  readonly timeoutMs?: number;
  /** Long jobs show progress and can be cancelled; each of them has a key. */
  readonly long?: boolean;
}

export interface JobKind {
  readonly lane: Lane;
  readonly concurrency: number;
  readonly rate: { readonly count: number; readonly perMs: number } | null;
  readonly maxAttempts: number;
  readonly backoff: { readonly firstMs: number; readonly maxMs: number };
  readonly timeoutMs: number;
  readonly long: boolean;
}

declare const PAYLOAD: unique symbol;

/** A kind that remembers, for the compiler alone, what its jobs carry. */
export type JobKindOf<Payload, Long extends boolean = boolean> = JobKind & {
  readonly long: Long;
  readonly [PAYLOAD]?: Payload;
};

/** All jobs of a program by name. */
export type JobTable = Readonly<Record<string, JobKind>>;

export type PayloadsOf<Table extends JobTable> = {
  [Name in keyof Table & string]: Table[Name] extends JobKindOf<infer Payload> ? Payload : never;
};

export type LongNamesOf<Table extends JobTable> = {
  [Name in keyof Table & string]: Table[Name]['long'] extends true ? Name : never;
}[keyof Table & string];

const DEFAULTS = {
  concurrency: 4,
  rate: null,
  maxAttempts: 10,
  backoff: { firstMs: 1_000, maxMs: 600_000 },
  timeoutMs: 60_000,
} as const;

/** `jobKind<{ guildId: string }>()({ lane: 'interactive' })`; twice, so that the payload alone is named. */
export function jobKind<Payload>(): <const Options extends JobKindOptions>(
  options: Options,
) => JobKindOf<Payload, Options['long'] extends true ? true : false> {
  return (options) => ({
    ...DEFAULTS,
    ...options,
    long: (options.long ?? false) as (typeof options)['long'] extends true ? true : false,
  });
}
