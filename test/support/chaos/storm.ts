import { setTimeout as delay } from 'node:timers/promises';
import type { StoppablePostgres } from '../process/stoppable-postgres.js';
import type { StoppableRedis } from '../process/stoppable-redis.js';
import type { Fleet } from './fleet.js';

const KILL_EVERY_MS = 2_500;

interface Storm {
  readonly fleet: Fleet;
  readonly redis: StoppableRedis;
  readonly postgres: StoppablePostgres;
  readonly seconds: number;
}

/** A process is killed every few seconds; past a third of the time Redis forgets, past two thirds Postgres crashes. */
export async function storm({ fleet, redis, postgres, seconds }: Storm): Promise<void> {
  const begun = performance.now();
  const due = [
    { at: seconds / 3, harm: () => redis.flush() },
    {
      at: (seconds * 2) / 3,
      harm: async () => {
        await postgres.stop('immediate');
        await postgres.start();
      },
    },
  ];
  const elapsed = () => (performance.now() - begun) / 1_000;
  while (elapsed() < seconds || due.length > 0) {
    await delay(KILL_EVERY_MS);
    if (due[0] !== undefined && elapsed() >= due[0].at) await due.shift()!.harm();
    await fleet.killOne();
  }
}
