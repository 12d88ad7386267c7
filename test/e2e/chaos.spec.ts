import { afterEach, describe, expect, it } from '@jest/globals';
import { migrate } from '#platform';
import { ConsoleWitness } from '../support/chaos/console-witness.js';
import { Fleet } from '../support/chaos/fleet.js';
import { JobsWitness } from '../support/chaos/jobs-witness.js';
import { SignalsWitness } from '../support/chaos/signals-witness.js';
import { storm } from '../support/chaos/storm.js';
import { TimersWitness } from '../support/chaos/timers-witness.js';
import type { Witness } from '../support/chaos/witness.js';
import { openDatabaseClient } from '../support/database-client.js';
import { eventually } from '../support/eventually.js';
import { createGuild } from '../support/guild.js';
import { StoppablePostgres } from '../support/process/stoppable-postgres.js';
import { StoppableRedis } from '../support/process/stoppable-redis.js';

/** `npm run chaos` takes three minutes, and says what it did. */
const ASKED = process.env['DOCKET_CHAOS_SECONDS'];
const SECONDS = Number(ASKED ?? 20);
const SETTLES_WITHIN_MS = 90_000;
const ROLES = ['api', 'api', 'bot', 'bot', 'worker', 'worker'];

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

describe('six processes of which one is killed every few seconds', () => {
  it(
    'I1, I10: while Redis is flushed and Postgres crashes: what was acknowledged is there once, what was owed happened once',
    async () => {
      const postgres = await StoppablePostgres.start();
      cleanUp.push(() => postgres.close());
      const redis = await StoppableRedis.start();
      cleanUp.push(() => redis.close());
      await migrate(postgres.url);
      const fleet = await Fleet.start(ROLES, { DATABASE_URL: postgres.url, REDIS_URL: redis.url });
      cleanUp.push(() => fleet.close());
      const [url = ''] = fleet.urlsOf('api');
      const guild = await createGuild({ url, adminToken: 'test-admin-token-0123456789' });
      const source = await guild.source({ rateLimitPerMinute: 100_000 });

      const console = new ConsoleWitness();
      cleanUp.push(() => console.close());
      const [signals, timers] = [new SignalsWitness(), new TimersWitness()];
      const witnesses: Witness[] = [signals, timers, console, new JobsWitness()];
      const stage = {
        guild,
        sourceToken: source.token,
        apiUrls: fleet.urlsOf('api'),
        workerUrls: fleet.urlsOf('worker'),
      };
      for (const witness of witnesses) await witness.begin(stage);
      await storm({ fleet, redis, postgres, seconds: SECONDS });
      await Promise.all(witnesses.map((witness) => witness.cease()));

      const database = await openDatabaseClient(postgres.url);
      cleanUp.push(() => database.close());
      for (const witness of witnesses) await eventually(() => witness.check(database), SETTLES_WITHIN_MS);
      const kills = [...fleet.kills].map(([roles, count]) => `${roles} ${count}`).join(', ');
      const did = `${signals.acknowledged.size} signals, ${timers.count} timers, ${console.connections} connections of a console; killed: ${kills}\n`;
      if (ASKED !== undefined) process.stderr.write(did);
      expect(signals.acknowledged.size).toBeGreaterThan(SECONDS * 5);
      expect(timers.count).toBeGreaterThan(SECONDS / 4);
      expect(console.connections).toBeGreaterThan(0);
    },
    SECONDS * 2_000 + 240_000,
  );
});
