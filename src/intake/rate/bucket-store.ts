import type { RatedSource } from './source-rate.js';

export interface Ask {
  readonly source: RatedSource;
  readonly wanted: number;
}

/** What a bucket gave, and what is left in it. */
export interface Taken {
  readonly granted: number;
  readonly left: number;
}

/** The buckets that all processes share, one per source: full at first, refilled steadily. */
export interface BucketStore {
  /** In one round trip; one answer for each, in their order. Each source at most once. */
  take(asks: readonly Ask[]): Promise<Taken[]>;
  close(): void;
}
