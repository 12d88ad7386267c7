import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newSnowflake } from '#kernel';
import { startTestApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { LiveClient } from '../../support/live-client.js';
import { LiveStage, someone } from '../../support/live.js';
import { StoppableRedis } from '../../support/process/stoppable-redis.js';

let redis: StoppableRedis;
let one: TestApp;
let two: TestApp;
let stage: LiveStage;
const clients: LiveClient[] = [];

beforeAll(async () => {
  redis = await StoppableRedis.start();
  const settings = { redis: { url: redis.url } };
  one = await startTestApp(settings);
  two = await startTestApp(settings, one.databaseUrl);
});
beforeEach(async () => {
  stage = await LiveStage.open(one);
});
afterEach(() => {
  stage.close();
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await two.close();
  await one.close();
  await redis.close();
});

async function onTwo(userId: string, cursor?: string): Promise<LiveClient> {
  const client = await LiveClient.connect(two, await stage.intake.guild.moderator(userId));
  clients.push(client);
  await client.watch(stage.guildId, cursor === undefined ? {} : { cursor });
  return client;
}

/** What happens on one is said on the other, presence too, and a cursor holds on both. */
async function expectOneFeed(): Promise<void> {
  const [here, there] = [await stage.watcher(someone(1)), await onTwo(someone(2))];
  const subject = { type: 'user', id: newSnowflake(Date.now()), name: null } as const;
  const { ticketId } = await stage.intake.accept({ subject });
  const ref = { guildId: stage.guildId, ticketId };
  await here.ask('open', ref);
  await eventually(() => {
    for (const each of [here, there]) expect(each.heardOf(ticketId)).toContain(1);
    expect(there.of('presence').at(-1)?.body['viewers']).toEqual([someone(1)]);
  });
  const { cursor } = here.of('ticket.changed').at(-1)!.about;
  here.close();
  await stage.note(ticketId);
  const again = await onTwo(someone(1), cursor);
  await eventually(() => expect(again.heardOf(ticketId)).toContain(2));
  expect(again.heardOf(ticketId)).not.toContain(1);
}

describe('two processes that have a Redis', () => {
  it('are one feed', expectOneFeed);

  it('I10: are one feed still when Redis was flushed, and when it is gone', async () => {
    await redis.flush();
    await expectOneFeed();
    await redis.close();
    await expectOneFeed();
    await redis.start();
    await expectOneFeed();
  });
});
