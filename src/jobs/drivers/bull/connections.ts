import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { SCRIPTS, type ScriptedClient } from './scripts.js';

const RECONNECT_MS = 100;
const SLOWEST_RECONNECT_MS = 2_000;
const ANSWER_WITHIN_MS = 2_000;

const reconnect = {
  connectTimeout: 5_000,
  retryStrategy: (times: number) => Math.min(times * RECONNECT_MS, SLOWEST_RECONNECT_MS),
};

/** For adding: fails soon and keeps nothing back, for what could not be added is owed in Postgres. */
export function openAdding(url: string): Redis & ScriptedClient {
  const client = new Redis(url, {
    ...reconnect,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: ANSWER_WITHIN_MS,
    enableAutoPipelining: true,
    connectionName: 'docket-jobs',
  });
  reportOnce(client);
  return scripted(client);
}

/**
 * For Bull's workers: they wait until Redis is back, however long. All queues share one for their commands
 * and one for what is announced; each has one of its own to wait for jobs.
 */
export class WorkerConnections {
  private readonly shared = new Map<string, Redis>();
  private readonly own: Redis[] = [];

  constructor(private readonly url: string) {}

  /** Bull's `createClient`. */
  readonly open = (type: 'client' | 'subscriber' | 'bclient'): Redis => {
    const known = this.shared.get(type);
    if (known) return known;
    const client = new Redis(this.url, {
      ...reconnect,
      maxRetriesPerRequest: null,
      enableReadyCheck: false,
      connectionName: 'docket-jobs-worker',
    });
    // Every queue listens to it.
    client.setMaxListeners(0);
    if (type === 'bclient') this.own.push(client);
    else this.shared.set(type, client);
    return scripted(client);
  };

  close(): void {
    for (const client of [...this.shared.values(), ...this.own]) client.disconnect();
  }
}

function scripted(client: Redis): Redis & ScriptedClient {
  for (const [name, lua] of Object.entries(SCRIPTS)) client.defineCommand(name, { numberOfKeys: 1, lua });
  return client as Redis & ScriptedClient;
}

/** An outage is one line when it begins and one when it ends, not one for every attempt to connect. */
function reportOnce(client: Redis): void {
  const logger = new Logger('Jobs');
  let away = false;
  client.on('error', (error: unknown) => {
    if (!away) logger.warn({ error }, 'Redis cannot be reached; jobs wait in Postgres until it is back');
    away = true;
  });
  client.on('ready', () => {
    if (away) logger.log({}, 'Redis is back');
    away = false;
  });
}
