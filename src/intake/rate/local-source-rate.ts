import type { Grant } from '../domain/token-bucket.js';
import type { LocalRateLimiter } from './local-rate-limiter.js';
import { keyOf, SourceRate, type RatedSource } from './source-rate.js';

/** Exact where one process is all there is. */
export class LocalSourceRate extends SourceRate {
  constructor(private readonly limiter: LocalRateLimiter) {
    super();
  }

  override take(source: RatedSource, wanted: number): Promise<Grant> {
    return Promise.resolve(this.limiter.take(keyOf(source), source.rateLimitPerMinute, wanted));
  }
}
