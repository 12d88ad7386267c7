import { Inject, Injectable } from '@nestjs/common';
import type { SourceForIntake } from '#sources';
import type { Grant } from '../domain/token-bucket.js';
import { RATE_LIMITER, type RateLimiter } from '../rate-limiter.js';

/** One rate per source, whichever door its signals come through. */
@Injectable()
export class SourceRate {
  constructor(@Inject(RATE_LIMITER) private readonly limiter: RateLimiter) {}

  take(source: SourceForIntake, wanted: number): Promise<Grant> {
    return this.limiter.take(`${source.guildId}:${source.id}`, source.rateLimitPerMinute, wanted);
  }
}
