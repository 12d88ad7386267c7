import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { migrate } from '#platform';
import { CallbackReceiver } from '../support/callbacks/receiver.js';
import { CallbacksWitness } from '../support/chaos/callbacks-witness.js';
import { CardsWitness } from '../support/chaos/cards-witness.js';
import { ConsoleWitness } from '../support/chaos/console-witness.js';
import { DiscordStage } from '../support/chaos/discord-stage.js';
import { Fleet } from '../support/chaos/fleet.js';
import { JobsWitness } from '../support/chaos/jobs-witness.js';
import { SignalsWitness } from '../support/chaos/signals-witness.js';
import { storm } from '../support/chaos/storm.js';
import { TimersWitness } from '../support/chaos/timers-witness.js';
import type { Witness } from '../support/chaos/witness.js';
import { openDatabaseClient, type DatabaseClient } from '../support/database-client.js';
import { createGuild } from '../support/guild.js';
import { StoppablePostgres } from '../support/process/stoppable-postgres.js';
import { StoppableRedis } from '../support/process/stoppable-redis.js';

/** `npm run chaos` takes three minutes, and says what it did. */
const ASKED = process.env['DOCKET_CHAOS_SECONDS'];
const SECONDS = Number(ASKED ?? 6);
/** Each signal is a card and some callbacks, and six processes share what the other tests leave them. */
const PAUSE_MS = ASKED === undefined ? 300 : 100;
const SETTLES_WITHIN_MS = 90_000;
const LOOK_EVERY_MS = 500;
const PARTS = [
  { roles: 'api' },
  { roles: 'api' },
  { roles: 'bot', env: { DISCORD_SHARDS: '0/2' } },
  { roles: 'bot', env: { DISCORD_SHARDS: '1/2' } },
  { roles: 'worker' },
  { roles: 'worker' },
];

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** All have the same time, and those that are not right by then are told together. */
async function settle(witnesses: readonly Witness[], database: DatabaseClient): Promise<void> {
  const deadline = performance.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const checks: PromiseSettledResult<void>[] = [];
    for (const witness of witnesses) checks.push(...(await Promise.allSettled([witness.check(database)])));
    const errors = checks.flatMap((check) => (check.status === 'rejected' ? [check.reason as Error] : []));
    if (errors.length === 0) return;
    if (performance.now() > deadline) {
      throw new AggregateError(errors, errors.map(({ message }) => message).join('\n\n'));
    }
    await delay(LOOK_EVERY_MS);
  }
}

describe('six processes of which one is killed every few seconds', () => {
  it(
    'I1, I10: while Redis is flushed, Postgres crashes and Discord fails: what was acknowledged is there once, what was owed happened once',
    async () => {
      const postgres = await StoppablePostgres.start();
      cleanUp.push(() => postgres.close());
      const redis = await StoppableRedis.start();
      cleanUp.push(() => redis.close());
      const discord = await DiscordStage.start();
      cleanUp.push(() => discord.close());
      const receiver = await CallbackReceiver.start();
      cleanUp.push(() => receiver.close());
      await migrate(postgres.url);
      const before = await openDatabaseClient(postgres.url);
      await discord.setUp(before);
      await before.close();
      const fleet = await Fleet.start(PARTS, {
        ...discord.env,
        DATABASE_URL: postgres.url,
        REDIS_URL: redis.url,
        DOCKET_CALLBACK_HOSTS: receiver.host,
      });
      cleanUp.push(() => fleet.close());
      const [url = ''] = fleet.urlsOf('api');
      const admin = { url, adminToken: 'test-admin-token-0123456789' };
      const guild = await createGuild(admin, { guildId: discord.guild.id });
      const source = await guild.source({ rateLimitPerMinute: 100_000 });

      const console = new ConsoleWitness();
      cleanUp.push(() => console.close());
      const [signals, timers] = [new SignalsWitness(PAUSE_MS), new TimersWitness()];
      const [cards, callbacks] = [new CardsWitness(discord), new CallbacksWitness(receiver)];
      const witnesses: Witness[] = [callbacks, cards, signals, timers, console, new JobsWitness()];
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
      await settle(witnesses, database);
      const kills = [...fleet.kills].map(([roles, count]) => `${roles} ${count}`).join(', ');
      const did = `${signals.acknowledged.size} signals, ${timers.count} timers, ${console.connections} connections of a console, ${cards.count} cards, ${callbacks.calls} callbacks; killed: ${kills}\n`;
      if (ASKED !== undefined) process.stderr.write(did);
      expect(signals.acknowledged.size).toBeGreaterThan(SECONDS * 3);
      expect(timers.count).toBeGreaterThan(SECONDS / 4);
      expect(console.connections).toBeGreaterThan(0);
      expect(cards.count).toBeGreaterThan(0);
      expect(callbacks.calls).toBeGreaterThan(SECONDS * 3);
    },
    SECONDS * 3_000 + 400_000,
  );
});
