import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { Database } from '#platform';
import { startTestApi, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import type { LiveClient } from '../../support/live-client.js';
import { LiveStage, someone } from '../../support/live.js';

let app: TestApp;
let stage: LiveStage;
let ticketId: string;

beforeAll(async () => {
  app = await startTestApi();
});
beforeEach(async () => {
  stage = await LiveStage.open(app);
  ({ ticketId } = await stage.intake.accept());
});
afterEach(() => stage.close());
afterAll(() => app.close());

const ref = () => ({ guildId: stage.guildId, ticketId });
const lastViewers = (client: LiveClient) => client.of('presence').at(-1)?.body['viewers'];

describe('who has a ticket open', () => {
  it('is told to all who watch, when it is opened and when it is closed', async () => {
    const [a, b] = [await stage.watcher(someone(1)), await stage.watcher(someone(2))];
    expect(await a.ask('open', ref())).toEqual({ viewers: [someone(1)] });
    await eventually(() => expect(lastViewers(b)).toEqual([someone(1)]));
    expect(b.of('presence')[0]).toEqual({
      event: 'presence',
      body: { ticketId, viewers: [someone(1)] },
      about: { guildId: stage.guildId },
    });
    expect(await b.ask('open', ref())).toEqual({ viewers: [someone(1), someone(2)] });
    await eventually(() => expect(lastViewers(a)).toEqual([someone(1), someone(2)]));
    expect(await a.ask('close', ref())).toEqual({});
    await eventually(() => expect(lastViewers(b)).toEqual([someone(2)]));
  });

  it('is one person, however many connections they have', async () => {
    const watcher = await stage.watcher(someone(9));
    const [one, two] = [await stage.watcher(someone(1)), await stage.watcher(someone(1))];
    await one.ask('open', ref());
    await two.ask('open', ref());
    await eventually(() => expect(lastViewers(watcher)).toEqual([someone(1)]));
    one.close();
    const other = await stage.watcher(someone(2));
    await other.ask('open', ref());
    await eventually(() => expect(lastViewers(watcher)).toEqual([someone(1), someone(2)]));
    two.close();
    await eventually(() => expect(lastViewers(watcher)).toEqual([someone(2)]));
    other.close();
    await eventually(() => expect(lastViewers(watcher)).toEqual([]));
  });

  it('ends with the watch', async () => {
    const [a, b] = [await stage.watcher(someone(1)), await stage.watcher(someone(2))];
    await a.ask('open', ref());
    await eventually(() => expect(lastViewers(b)).toEqual([someone(1)]));
    await a.ask('unwatch', { guildId: stage.guildId });
    await eventually(() => expect(lastViewers(b)).toEqual([]));
  });

  it('is told to whoever comes later', async () => {
    const a = await stage.watcher(someone(1));
    await a.ask('open', ref());
    await eventually(() => expect(lastViewers(a)).toEqual([someone(1)]));
    const late = await stage.watcher(someone(2));
    await eventually(() => expect(late.heardOf(ticketId)).toEqual([[someone(1)]]));
  });

  it('is told of the streams that are watched', async () => {
    const appeals = await stage.watcher(someone(2), { streams: ['appeal'] });
    const all = await stage.watcher(someone(3));
    const a = await stage.watcher(someone(1));
    await a.ask('open', ref());
    await eventually(() => expect(lastViewers(all)).toEqual([someone(1)]));
    expect(appeals.of('presence')).toEqual([]);
  });

  it('forgets in a while what a process that was killed has left', async () => {
    const database = app.app.get(Database);
    const lease = `INSERT INTO ticket_viewers (guild_id, ticket_id, user_id, process_id, expires_at)
                   VALUES ($1, $2, $3, $4, now() + interval '2 seconds')`;
    await database.query(lease, [stage.guildId, ticketId, someone(7), newId()]);
    const a = await stage.watcher(someone(1));
    await eventually(() => expect(lastViewers(a)).toEqual([someone(7)]));
    await eventually(() => expect(lastViewers(a)).toEqual([]));
    expect(await database.query('SELECT 1 FROM ticket_viewers WHERE guild_id = $1', [stage.guildId])).toEqual(
      [],
    );
  });

  it('ends as it was asked last, however fast it changes', async () => {
    const watcher = await stage.watcher(someone(9));
    const a = await stage.watcher(someone(1));
    const asked = Array.from({ length: 20 }, (_, i) => a.ask(i % 2 === 0 ? 'close' : 'open', ref()));
    await Promise.all(asked);
    await eventually(() => expect(lastViewers(watcher)).toEqual([someone(1)]));
    await Promise.all(Array.from({ length: 15 }, (_, i) => a.ask(i % 2 === 0 ? 'close' : 'open', ref())));
    await eventually(() => expect(lastViewers(watcher)).toEqual([]));
  });
});
