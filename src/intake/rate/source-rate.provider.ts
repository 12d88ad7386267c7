import type { Provider } from '@nestjs/common';
import { CONFIG, type Config } from '#config';
import { CLOCK, type Clock } from '#kernel';
import { Database, openQuickRedis, untilUsable } from '#platform';
import { SourceRateStore } from '../db/source-rate.store.js';
import type { BucketStore } from './bucket-store.js';
import { LocalRateLimiter } from './local-rate-limiter.js';
import { LocalSourceRate } from './local-source-rate.js';
import { RedisBuckets } from './redis-buckets.js';
import { SharedSourceRate } from './shared-source-rate.js';
import { SourceRate } from './source-rate.js';

const CONNECT_WITHIN_MS = 1_000;

/** Shared with the other processes, unless there can be none: an embedded Postgres serves one alone. */
export const sourceRateProvider: Provider = {
  provide: SourceRate,
  useFactory: async (config: Config, database: Database, limiter: LocalRateLimiter, clock: Clock) => {
    const alone = new LocalSourceRate(limiter);
    if (config.database.url === null && config.redis === null) return alone;
    const store = config.redis === null ? new SourceRateStore(database) : await openBuckets(config.redis.url);
    return new SharedSourceRate(store, alone, clock);
  },
  inject: [CONFIG, Database, LocalRateLimiter, CLOCK],
};

async function openBuckets(url: string): Promise<BucketStore> {
  const client = await openQuickRedis(url, {
    name: 'docket-rates',
    answerWithinMs: 2_000,
    whenAway: 'each process counts the rates of sources alone until it is back',
    grouped: true,
  });
  await untilUsable(client, CONNECT_WITHIN_MS);
  return new RedisBuckets(client);
}
