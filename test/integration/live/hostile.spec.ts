import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, newSnowflake } from '#kernel';
import { startTestApi, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import type { LiveClient } from '../../support/live-client.js';
import { LiveStage, someone } from '../../support/live.js';

let app: TestApp;
let stage: LiveStage;

beforeAll(async () => {
  app = await startTestApi();
});
beforeEach(async () => {
  stage = await LiveStage.open(app);
});
afterEach(() => stage.close());
afterAll(() => app.close());

/** That the process still does for others what it should. */
async function expectUnharmed(): Promise<void> {
  const watcher = await stage.watcher(someone(2));
  const { ticketId } = await stage.intake.accept();
  await eventually(() => expect(watcher.heardOf(ticketId)).toContain(1));
}

async function aModerator(): Promise<LiveClient> {
  return stage.connect(await stage.intake.guild.moderator(someone(1)));
}

describe('hostile messages', () => {
  it.each(['watch', 'unwatch', 'open', 'close'])('%s with anything at all is answered', async (event) => {
    let client = await aModerator();
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (data) => {
        // So that the bound on messages stays out of this.
        if ((sent += 1) % 50 === 0) {
          client.close();
          client = await aModerator();
        }
        expect(await client.ask(event, data)).toMatchObject({ status: 400, code: 'invalid_message' });
      }),
      { numRuns: 120 },
    );
    await expectUnharmed();
  });

  it('names what is wrong', async () => {
    const client = await aModerator();
    expect(await client.watch('1; DROP TABLE tickets')).toMatchObject({
      type: 'urn:docket:problem:invalid_message',
      errors: [{ path: 'guildId', message: expect.any(String) }],
    });
  });

  it.each([
    ['no answer wanted', (client: LiveClient) => client.socket.emit('watch', { guildId: 'x' })],
    ['several things at once', (client: LiveClient) => client.socket.emit('watch', 1, 2, 3)],
    ['nothing', (client: LiveClient) => client.socket.emit('watch')],
    ['bytes', (client: LiveClient) => client.socket.emit('watch', Buffer.from([0, 255]))],
  ])('are told what was wrong also with %s', async (_what, send) => {
    const client = await aModerator();
    send(client);
    await eventually(() => expect(client.of('refused')[0]?.body).toMatchObject({ code: 'invalid_message' }));
  });

  it('of other names are passed over', async () => {
    const client = await aModerator();
    for (const name of ['ticket.changed', '__proto__', 'constructor', 'toString', '💥'])
      client.socket.emit(name, {});
    expect(await client.watch(stage.guildId)).toHaveProperty('cursor');
  });

  it('that are huge end the connection', async () => {
    const client = await aModerator();
    client.socket.emit('watch', { guildId: 'x'.repeat(100_000) });
    await eventually(() => expect(client.ends).toHaveLength(1));
    await expectUnharmed();
  });

  it('that come in thousands are refused, and then the connection is ended', async () => {
    const client = await aModerator();
    await client.watch(stage.guildId);
    for (let i = 0; i < 3_000; i += 1) client.socket.emit('watch', { guildId: stage.guildId });
    await eventually(() =>
      expect(client.of('closing')[0]?.body).toMatchObject({ status: 429, code: 'too_many_messages' }),
    );
    await eventually(() => expect(client.ends).toEqual(['io server disconnect']));
    await expectUnharmed();
  });

  it('that are no packets end the connection', async () => {
    const client = await aModerator();
    for (const text of ['4', '42/live,{"not":"a list"}', '45999-/live,["watch"]', '\0\0\0', '49', '4{']) {
      const other = await aModerator();
      other.webSocket.send(text);
    }
    expect(await client.watch(stage.guildId)).toHaveProperty('cursor');
    await expectUnharmed();
  });
});

describe('bounds', () => {
  it('are twenty guilds for one connection', async () => {
    const client = await stage.connect(app.adminToken);
    const others = await Promise.all(Array.from({ length: 20 }, () => LiveStage.open(app)));
    const answers = [];
    for (const { guildId } of others) answers.push(await client.watch(guildId));
    expect(answers.filter((answer) => 'cursor' in answer)).toHaveLength(20);
    expect(await client.watch(stage.guildId)).toMatchObject({ code: 'too_many_watches', most: 20 });
    await client.ask('unwatch', { guildId: others[0]?.guildId });
    expect(await client.watch(stage.guildId)).toHaveProperty('cursor');
  });

  it('are twenty open tickets for one connection, all of them real', async () => {
    const client = await stage.watcher(someone(1));
    const { guildId } = stage;
    expect(await client.ask('open', { guildId, ticketId: newId() })).toMatchObject({
      code: 'unknown_ticket',
    });
    expect(await client.ask('open', { guildId: newSnowflake(Date.now()), ticketId: newId() })).toMatchObject({
      code: 'not_watching',
    });
    const receipts = await Promise.all(
      Array.from({ length: 21 }, (_, i) =>
        stage.intake.accept({ subject: { type: 'user', id: someone(100 + i), name: null } }),
      ),
    );
    const answers = [];
    for (const { ticketId } of receipts) answers.push(await client.ask('open', { guildId, ticketId }));
    expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => ({ viewers: [someone(1)] })));
    expect(answers[20]).toMatchObject({ code: 'too_many_open', most: 20 });
  });
});
