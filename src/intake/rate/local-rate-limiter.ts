import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { atMost } from '#platform';
import { CLOCK, type Clock } from '#kernel';
import { takeTokens, type Grant, type TokenBucket } from '../domain/token-bucket.js';

const MAX_KEYS = 50_000;

/** Hands out the right to send, and counts in this process alone. */
@Injectable()
export class LocalRateLimiter {
  private readonly buckets = new LRUCache<string, TokenBucket>({ ...atMost(MAX_KEYS) });

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  take(key: string, limitPerMinute: number, wanted: number): Grant {
    const now = this.clock.now().getTime();
    const { bucket, grant } = takeTokens(this.buckets.get(key), limitPerMinute, wanted, now);
    this.buckets.set(key, bucket);
    return grant;
  }
}
