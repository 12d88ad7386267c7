import type { DynamicModule, Provider } from '@nestjs/common';
import type Bull from 'bull';
import type { Config } from '#config';
import { Database } from '#platform';
import type { JobTable } from '../domain/job-kind.js';
import type { JobTimings } from '../timings.js';
import { QUEUE_DRIVER } from './driver.js';

/** What the module needs for its queue: Bull where there is a Redis, graphile-worker where there is none. */
export interface DriverParts {
  readonly imports: DynamicModule[];
  readonly provider: Provider;
}

/** Loads only the library that is used. */
export async function driverParts(
  config: Config,
  databaseUrl: string,
  kinds: JobTable,
  timings: JobTimings,
): Promise<DriverParts> {
  if (config.redis === null) return graphileParts(databaseUrl, kinds, timings);
  return bullParts(config.redis.url, config.roles.has('worker') ? Object.keys(kinds) : [], kinds, timings);
}

async function graphileParts(
  databaseUrl: string,
  kinds: JobTable,
  timings: JobTimings,
): Promise<DriverParts> {
  const [{ GraphileDriver }, { checkAccess }] = await Promise.all([
    import('./graphile/graphile-driver.js'),
    import('./graphile/check-access.js'),
  ]);
  return {
    imports: [],
    provider: {
      provide: QUEUE_DRIVER,
      useFactory: async (database: Database) => {
        await checkAccess(database);
        return new GraphileDriver(database, databaseUrl, kinds, timings);
      },
      inject: [Database],
    },
  };
}

/** @param worked names of the kinds that this process runs. */
async function bullParts(
  redisUrl: string,
  worked: readonly string[],
  kinds: JobTable,
  timings: JobTimings,
): Promise<DriverParts> {
  const [{ BullModule, getQueueToken }, { BullDriver }, { openAdding, WorkerConnections }, format] =
    await Promise.all([
      import('@nestjs/bull'),
      import('./bull/bull-driver.js'),
      import('./bull/connections.js'),
      import('./bull/format.js'),
    ]);
  const workers = new WorkerConnections(redisUrl);
  const settings = format.queueSettings(timings);
  const queueOptions = { prefix: format.QUEUE_PREFIX, createClient: workers.open, settings };
  return {
    imports: [BullModule.registerQueue(...worked.map((name) => ({ name, ...queueOptions })))],
    provider: {
      provide: QUEUE_DRIVER,
      useFactory: async (...queues: Bull.Queue<unknown>[]) => {
        // The driver closes them, within a time: what the module would wait for may never come.
        for (const queue of queues) Object.assign(queue, { onApplicationShutdown: undefined });
        const byName = new Map(queues.map((queue) => [queue.name, queue]));
        return new BullDriver(await openAdding(redisUrl), kinds, byName, () => workers.close());
      },
      inject: worked.map((name) => getQueueToken(name)),
    },
  };
}
