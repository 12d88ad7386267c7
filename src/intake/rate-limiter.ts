import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CLOCK, type Clock } from '#kernel';
import { takeTokens, type Grant, type TokenBucket } from './domain/token-bucket.js';

export const RATE_LIMITER = Symbol('RateLimiter');

/** Hands out the right to send. Promised, so that one shared by all processes fits behind it too. */
export interface RateLimiter {
  take(key: string, limitPerMinute: number, wanted: number): Promise<Grant>;
}

const MAX_KEYS = 50_000;

/** Counts in this process alone: with N processes a source may send up to N times its limit. */
@Injectable()
export class LocalRateLimiter implements RateLimiter {
  private readonly buckets = new LRUCache<string, TokenBucket>({ max: MAX_KEYS });

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  take(key: string, limitPerMinute: number, wanted: number): Promise<Grant> {
    const now = this.clock.now().getTime();
    const { bucket, grant } = takeTokens(this.buckets.get(key), limitPerMinute, wanted, now);
    this.buckets.set(key, bucket);
    return Promise.resolve(grant);
  }
}
