import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../support/app.js';
import { openDatabaseClient } from '../../support/database-client.js';
import { eventually } from '../../support/eventually.js';
import { LiveStage, someone } from '../../support/live.js';
import { LiveClient } from '../../support/live-client.js';

let one: TestApp;
let two: TestApp;
let stage: LiveStage;
const clients: LiveClient[] = [];

beforeAll(async () => {
  one = await startTestApp();
  two = await startTestApp({}, one.databaseUrl);
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
});

async function onTwo(userId: string, cursor?: string): Promise<LiveClient> {
  const client = await LiveClient.connect(two, await stage.intake.guild.moderator(userId));
  clients.push(client);
  await client.watch(stage.guildId, cursor === undefined ? {} : { cursor });
  return client;
}

describe('two processes on one database', () => {
  it('both say what happens on either', async () => {
    const [here, there] = [await stage.watcher(someone(1)), await onTwo(someone(2))];
    const { ticketId } = await stage.intake.accept();
    await stage.note(ticketId);
    await eventually(() => {
      expect(here.heardOf(ticketId).at(-1)).toBe(2);
      expect(there.heardOf(ticketId).at(-1)).toBe(2);
    });
  });

  it('a client that goes from one to the other and back misses nothing and sees nothing twice', async () => {
    const versions: number[] = [];
    let cursor = '0';
    let ticketId = '';
    for (let i = 0; i < 6; i += 1) {
      ({ ticketId } = await stage.intake.accept());
      const client =
        i % 2 === 0 ? await stage.watcher(someone(1), { cursor }) : await onTwo(someone(1), cursor);
      await eventually(() => expect(client.heardOf(ticketId).at(-1)).toBe(2 * i + 1));
      versions.push(...client.heardOf(ticketId).map(Number));
      cursor = client.of('ticket.changed').at(-1)?.about.cursor ?? cursor;
      client.close();
      await stage.note(ticketId);
    }
    // Each time the note and the next signal are one change.
    expect(versions).toEqual([1, 3, 5, 7, 9, 11]);
  });

  it('know of each other who has a ticket open', async () => {
    const { ticketId } = await stage.intake.accept();
    const ref = { guildId: stage.guildId, ticketId };
    const [here, there] = [await stage.watcher(someone(1)), await onTwo(someone(2))];
    await here.ask('open', ref);
    await eventually(() => expect(there.of('presence').at(-1)?.body['viewers']).toEqual([someone(1)]));
    expect(await there.ask('open', ref)).toEqual({ viewers: [someone(1), someone(2)] });
    await eventually(() =>
      expect(here.of('presence').at(-1)?.body['viewers']).toEqual([someone(1), someone(2)]),
    );
    there.close();
    await eventually(() => expect(here.of('presence').at(-1)?.body['viewers']).toEqual([someone(1)]));
  });

  it('go on where they were when their connections to the database are lost', async () => {
    const [here, there] = [await stage.watcher(someone(1)), await onTwo(someone(2))];
    const first = await stage.intake.accept();
    await eventually(() => {
      for (const client of [here, there]) expect(client.heardOf(first.ticketId)).toEqual([1]);
    });
    const database = await openDatabaseClient(one.databaseUrl);
    await database.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await database.close();
    await eventually(() => stage.note(first.ticketId));
    const { ticketId } = await eventually(() =>
      stage.intake.accept({ subject: { type: 'user', id: someone(5), name: null } }),
    );
    await eventually(() => {
      for (const client of [here, there]) {
        expect(client.heardOf(first.ticketId)).toEqual([1, 2]);
        expect(client.heardOf(ticketId)).toEqual([1]);
        expect(client.of('reset')).toEqual([]);
      }
    });
  });

  it('that stops says so, and its clients go on at the other', async () => {
    const third = await startTestApp({}, one.databaseUrl);
    const token = await stage.intake.guild.moderator(someone(3));
    const { ticketId } = await stage.intake.accept();
    const here = await stage.watcher(someone(1));
    const client = await LiveClient.connect(third, token);
    const polling = await LiveClient.connect(third, token, { transports: ['polling'] });
    // One that reads no more and so never hears the goodbye.
    const deaf = await LiveClient.connect(third, token);
    clients.push(client, polling, deaf);
    await deaf.watch(stage.guildId);
    deaf.stopReading();
    const { cursor } = await client.watch(stage.guildId);
    await polling.watch(stage.guildId);
    await client.ask('open', { guildId: stage.guildId, ticketId });
    await eventually(() => expect(here.of('presence').at(-1)?.body['viewers']).toEqual([someone(3)]));
    const begun = performance.now();
    await third.close();
    expect(performance.now() - begun).toBeLessThan(5_000);
    await eventually(() => {
      expect(client.of('closing')[0]?.body).toMatchObject({ status: 503, code: 'shutting_down' });
      // For its own library that is a reason to connect again; "io server disconnect" would be none.
      expect(client.ends).toEqual(['transport close']);
      expect(polling.ends).toHaveLength(1);
      expect(here.of('presence').at(-1)?.body['viewers']).toEqual([]);
    });
    await stage.note(ticketId);
    const again = await onTwo(someone(3), cursor);
    await eventually(() => expect(again.heardOf(ticketId)).toContain(2));
  });
});
