import { once } from 'node:events';
import { Logger } from '@nestjs/common';
import type { Redis, RedisOptions } from 'ioredis';

const RECONNECT_MS = 100;
const SLOWEST_RECONNECT_MS = 2_000;

/** Comes back by itself, however long Redis is away. */
export const RECONNECTING: RedisOptions = {
  connectTimeout: 5_000,
  retryStrategy: (times) => Math.min(times * RECONNECT_MS, SLOWEST_RECONNECT_MS),
};

export interface QuickRedis {
  /** How Redis lists the connection. */
  readonly name: string;
  readonly answerWithinMs: number;
  /** What an outage means, for the log. */
  readonly whenAway: string;
  /** Commands of one turn of the event loop go out as one, and each of them waits for its end. */
  readonly grouped: boolean;
}

/**
 * A client that fails soon and keeps nothing back, for those who can do without an answer. The library is
 * loaded where it is used alone.
 */
export async function openQuickRedis(
  url: string,
  { name, answerWithinMs, whenAway, grouped }: QuickRedis,
): Promise<Redis> {
  const { Redis } = await import('ioredis');
  const client = new Redis(url, {
    ...RECONNECTING,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: answerWithinMs,
    enableAutoPipelining: grouped,
    connectionName: name,
  });
  reportOnce(client, whenAway);
  return client;
}

/** Resolves when the client can be used, or after so long without. */
export async function untilUsable(client: Redis, withinMs: number): Promise<void> {
  if (client.status === 'ready') return;
  await once(client, 'ready', { signal: AbortSignal.timeout(withinMs) }).catch(() => {});
}

/** An outage is one line when it begins and one when it ends, not one for every attempt to connect. */
function reportOnce(client: Redis, whenAway: string): void {
  const logger = new Logger('Redis');
  let away = false;
  client.on('error', (error: unknown) => {
    if (!away) logger.warn({ error }, `Redis cannot be reached; ${whenAway}`);
    away = true;
  });
  client.on('ready', () => {
    if (away) logger.log({}, 'Redis is back');
    away = false;
  });
}
