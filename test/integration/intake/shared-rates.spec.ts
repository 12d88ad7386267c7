import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { openDatabaseClient } from '../../support/database-client.js';
import { eventually } from '../../support/eventually.js';
import { createGuild, type TestGuild } from '../../support/guild.js';
import { aReport } from '../../support/load/post-signals.js';
import { StoppableRedis } from '../../support/process/stoppable-redis.js';

let redis: StoppableRedis;
let two: readonly [TestApp, TestApp];
let guild: TestGuild;

beforeAll(async () => {
  redis = await StoppableRedis.start();
});
afterAll(() => redis.close());

/** Two processes on one database, and a guild. */
function beforeTwo(withRedis: boolean): void {
  beforeAll(async () => {
    const settings = { redis: withRedis ? { url: redis.url } : null };
    const one = await startTestApi(settings);
    two = [one, await startTestApi(settings, one.databaseUrl)];
    guild = await createGuild(one);
  });
  afterAll(async () => {
    await two[1].close();
    await two[0].close();
  });
}

interface Sent {
  readonly status: number;
  readonly retryAfter: number;
}

let sent = 0;
async function send(app: TestApp, token: string): Promise<Sent> {
  const path = `/v1/guilds/${guild.guildId}/signals`;
  const { status, headers } = await call(app, 'POST', path, token, aReport((sent += 1)));
  return { status, retryAfter: Number(headers.get('retry-after') ?? 0) };
}

async function sendBatch(app: TestApp, token: string, count: number): Promise<number> {
  const signals = Array.from({ length: count }, () => aReport((sent += 1)));
  const path = `/v1/guilds/${guild.guildId}/signals/batch`;
  const { body } = await call<{ results?: { signalId?: string }[] }>(app, 'POST', path, token, { signals });
  return (body.results ?? []).filter(({ signalId }) => signalId !== undefined).length;
}

const taken = (answers: readonly Sent[]) => answers.filter(({ status }) => status === 202).length;

function holdsOverBoth(): void {
  it('holds over two processes together, one by one', async () => {
    const { token } = await guild.source({ rateLimitPerMinute: 60 });
    const startedAt = performance.now();
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => send(two[i % 2]!, token)));
    const refilled = Math.ceil((performance.now() - startedAt) / 1_000);
    expect(taken(answers)).toBeLessThanOrEqual(60 + refilled);
    // Each process may hold one that it has taken ahead.
    expect(taken(answers)).toBeGreaterThanOrEqual(58);
    const refused = answers.filter(({ status }) => status !== 202);
    for (const { status, retryAfter } of refused) {
      expect(status).toBe(429);
      expect(retryAfter).toBeGreaterThan(0);
      expect(retryAfter).toBeLessThanOrEqual(2);
    }
  });

  it('holds for batches, whose first ones are taken', async () => {
    const { token } = await guild.source({ rateLimitPerMinute: 600 });
    const startedAt = performance.now();
    expect(await sendBatch(two[0], token, 400)).toBe(400);
    const second = await sendBatch(two[1], token, 400);
    const refilled = Math.ceil((performance.now() - startedAt) / 100);
    // A second's worth is held by the first.
    expect(second).toBeGreaterThanOrEqual(190);
    expect(second).toBeLessThanOrEqual(200 + refilled);
  });

  it('is one for each source', async () => {
    const [first, second] = [
      await guild.source({ rateLimitPerMinute: 6 }),
      await guild.source({ rateLimitPerMinute: 6 }),
    ];
    for (const { token } of [first, second]) {
      const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => send(two[i % 2]!, token)));
      expect(taken(answers)).toBeGreaterThanOrEqual(4);
      expect(taken(answers)).toBeLessThanOrEqual(7);
    }
  });
}

describe('the rate of a source, kept in Redis', () => {
  beforeTwo(true);
  holdsOverBoth();

  it('is counted by each process alone while Redis is away, and together again when it is back', async () => {
    const { token } = await guild.source({ rateLimitPerMinute: 6 });
    const both = async () => taken([await send(two[0], token), await send(two[1], token)]);
    expect(await both()).toBe(2);
    await redis.close();
    const alone = await Promise.all(Array.from({ length: 24 }, (_, i) => send(two[i % 2]!, token)));
    expect(taken(alone)).toBeGreaterThanOrEqual(12);
    expect(taken(alone)).toBeLessThanOrEqual(20);
    await redis.start();
    // Empty, so that the bucket is full: when it is shared again, so much passes and no more.
    await eventually(async () => expect((await send(two[0], token)).status).toBe(202));
    const again = await Promise.all(Array.from({ length: 24 }, (_, i) => send(two[i % 2]!, token)));
    expect(taken(again)).toBeLessThanOrEqual(8);
  });
});

describe('the rate of a source, kept in Postgres', () => {
  beforeTwo(false);
  holdsOverBoth();

  it('is a full bucket again when the table was lost', async () => {
    const { token } = await guild.source({ rateLimitPerMinute: 60 });
    expect(await sendBatch(two[0], token, 60)).toBe(60);
    expect(await sendBatch(two[1], token, 60)).toBeLessThan(10);
    const database = await openDatabaseClient(two[0].databaseUrl);
    await database.query('TRUNCATE source_rates');
    await database.close();
    // Who was told that it is empty asks again when one can be in it.
    await eventually(async () => expect(await sendBatch(two[1], token, 40)).toBe(40));
  });
});
