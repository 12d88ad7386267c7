import type { Redis } from 'ioredis';
import type { Ask, BucketStore, Taken } from './bucket-store.js';
import { keyOf } from './source-rate.js';

/**
 * By the clock of Redis, so that those of the processes need not agree. A bucket that nobody asked for in a
 * minute is full, and one that is full need not be kept.
 */
const TAKE = `
local time = redis.call('TIME')
local answer = {}
for i, key in ipairs(KEYS) do
  local limit, wanted = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local now = time[1] * 1000 + time[2] / 1000
  local left = limit
  local kept = redis.call('HMGET', key, 'left', 'at')
  if kept[1] then
    local at = tonumber(kept[2])
    if at > now then now = at end
    left = math.min(limit, tonumber(kept[1]) + (now - at) * limit / 60000)
  end
  local granted = math.min(wanted, math.floor(left))
  left = left - granted
  redis.call('HSET', key, 'left', string.format('%.6f', left), 'at', string.format('%.3f', now))
  redis.call('PEXPIRE', key, 61000)
  answer[2 * i - 1] = granted
  answer[2 * i] = string.format('%.6f', left)
end
return answer`;

const PREFIX = 'docket:rate:';

interface Scripted {
  takeFromBuckets(count: number, ...keysAndArguments: (string | number)[]): Promise<(number | string)[]>;
}

export class RedisBuckets implements BucketStore {
  private readonly scripted: Scripted;

  constructor(private readonly client: Redis) {
    client.defineCommand('takeFromBuckets', { lua: TAKE });
    this.scripted = client as Redis & Scripted;
  }

  async take(asks: readonly Ask[]): Promise<Taken[]> {
    const keys = asks.map(({ source }) => `${PREFIX}${keyOf(source)}`);
    const sizes = asks.flatMap(({ source, wanted }) => [source.rateLimitPerMinute, wanted]);
    const answer = await this.scripted.takeFromBuckets(asks.length, ...keys, ...sizes);
    return asks.map((_ask, i) => ({ granted: Number(answer[2 * i]), left: Number(answer[2 * i + 1]) }));
  }

  close(): void {
    this.client.disconnect();
  }
}
