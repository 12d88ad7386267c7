import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { TicketService, type SingleCommand } from '#tickets';
import { startTestApi, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { createIntake, type TestIntake } from '../../support/intake.js';
import { LiveClient, type Loose } from '../../support/live-client.js';

const MOD = '400000000000000001';

let app: TestApp;
const clients: LiveClient[] = [];

beforeAll(async () => {
  app = await startTestApi();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => app.close());

async function connect(token: string, over = {}): Promise<LiveClient> {
  const client = await LiveClient.connect(app, token, over);
  clients.push(client);
  return client;
}

async function aWatchedGuild(
  more = {},
): Promise<{ client: LiveClient; intake: TestIntake; guildId: string; ack: Loose }> {
  const intake = await createIntake(app);
  const { guildId } = intake.guild;
  const client = await connect(await intake.guild.moderator(MOD));
  return { client, intake, guildId, ack: await client.watch(guildId, more) };
}

const staff: Actor = { type: 'user', id: '400000000000000009', role: 'senior' };

function execute(guildId: string, ticketId: string, command: SingleCommand): Promise<unknown> {
  return app.app.get(TicketService).execute(guildId, ticketId, command, { actor: staff, version: null });
}

describe('watching a guild', () => {
  it('is answered with a cursor and the depth of the queue', async () => {
    const intake = await createIntake(app);
    await intake.accept();
    const client = await connect(await intake.guild.moderator(MOD));
    const nothing = { open: 0, waiting: 0, escalated: 0, oldest: null };
    expect(await client.watch(intake.guild.guildId)).toEqual({
      cursor: '1',
      depth: {
        auto_resolve: nothing,
        review: { ...nothing, open: 1, oldest: expect.any(String) },
        escalation: nothing,
        appeal: nothing,
        support: nothing,
      },
    });
  });

  it('brings each change as the ticket is then, with its cursor', async () => {
    const { client, intake, guildId } = await aWatchedGuild();
    const { ticketId, ticketNumber } = await intake.accept();
    await eventually(() => expect(client.of('ticket.changed')).toHaveLength(1));
    expect(client.of('ticket.changed')[0]).toEqual({
      event: 'ticket.changed',
      about: { guildId, cursor: '1' },
      body: {
        cursor: '1',
        ticket: expect.objectContaining({
          id: ticketId,
          number: ticketNumber,
          guildId,
          version: 1,
          status: 'open',
          stream: 'review',
        }),
      },
    });
    await execute(guildId, ticketId, { type: 'note', text: 'Looked at it.' });
    await eventually(() => expect(client.heardOf(ticketId)).toEqual([1, 2]));
    expect(JSON.stringify(client.messages)).not.toContain('parties');
  });

  it('says in one or two messages what happens to a ticket in a burst', async () => {
    const { client, intake, guildId } = await aWatchedGuild();
    const { ticketId } = await intake.accept();
    await eventually(() => expect(client.heardOf(ticketId)).toEqual([1]));
    const notes = Array.from({ length: 10 }, (_, i) =>
      execute(guildId, ticketId, { type: 'note', text: `Note ${i}` }),
    );
    await Promise.all(notes);
    await eventually(() => expect(client.heardOf(ticketId).at(-1)).toBe(11));
    expect(client.heardOf(ticketId).length).toBeLessThanOrEqual(3);
    expect(client.of('ticket.changed').at(-1)?.body['cursor']).toBe('11');
  });

  it('counts the queue anew, at most about once a second', async () => {
    const { client, intake, guildId, ack } = await aWatchedGuild();
    expect(ack.depth.review.open).toBe(0);
    for (let i = 0; i < 10; i += 1)
      await intake.accept({ subject: { type: 'user', id: `30000000000000000${i}`, name: null } });
    await eventually(() => expect(client.of('queue.depth').at(-1)?.body['review'].open).toBe(10));
    expect(client.of('queue.depth').length).toBeLessThanOrEqual(3);
    expect(client.of('queue.depth').at(-1)?.about).toEqual({
      guildId,
      cursor: expect.stringMatching(/^\d+$/),
    });
  });

  it('is of the streams that were asked for: what leaves them is gone, once', async () => {
    const { client, intake, guildId } = await aWatchedGuild({ streams: ['review', 'support'] });
    const everything = await connect(await intake.guild.moderator('400000000000000002'));
    await everything.watch(guildId);
    const { ticketId } = await intake.accept();
    await eventually(() => expect(client.heardOf(ticketId)).toEqual([1]));
    await execute(guildId, ticketId, { type: 'escalate', reason: 'Serious' });
    await execute(guildId, ticketId, { type: 'note', text: 'Said to those who work escalations.' });
    await eventually(() => expect(everything.heardOf(ticketId).at(-1)).toBe(3));
    await execute(guildId, ticketId, { type: 'deescalate', reason: 'Not so serious' });
    await eventually(() => expect(client.heardOf(ticketId)).toEqual([1, 'gone', 4]));
  });

  it('is of several guilds on one connection, each apart, until it is unwatched', async () => {
    const { client: other, intake, guildId } = await aWatchedGuild();
    const elsewhere = await createIntake(app);
    const admin = await connect(app.adminToken);
    for (const id of [guildId, elsewhere.guild.guildId]) await admin.watch(id);
    const here = await intake.accept();
    const there = await elsewhere.accept();
    await eventually(() => {
      expect(admin.heardOf(here.ticketId)).toEqual([1]);
      expect(admin.heardOf(there.ticketId)).toEqual([1]);
    });
    expect(await admin.ask('unwatch', { guildId })).toEqual({});
    await execute(guildId, here.ticketId, { type: 'note', text: 'Not for whoever left.' });
    await eventually(() => expect(other.heardOf(here.ticketId)).toEqual([1, 2]));
    expect(admin.heardOf(here.ticketId)).toEqual([1]);
    expect(other.heardOf(there.ticketId)).toEqual([]);
  });

  it('anew with other streams replaces what was watched', async () => {
    const { client, intake, guildId } = await aWatchedGuild();
    const { cursor } = await client.watch(guildId, { streams: ['appeal'] });
    expect(cursor).toBe('0');
    const all = await connect(await intake.guild.moderator('400000000000000002'));
    await all.watch(guildId);
    const { ticketId } = await intake.accept();
    await eventually(() => expect(all.heardOf(ticketId)).toEqual([1]));
    expect(client.heardOf(ticketId)).toEqual([]);
  });

  it.each([['polling'], ['websocket']])('works over %s alone', async (transport) => {
    const intake = await createIntake(app);
    const client = await connect(await intake.guild.moderator(MOD), { transports: [transport] });
    await client.watch(intake.guild.guildId);
    const { ticketId } = await intake.accept();
    await eventually(() => expect(client.heardOf(ticketId)).toEqual([1]));
    expect(client.socket.io.engine.transport.name).toBe(transport);
  });

  it('goes on while the connection moves from polling to a WebSocket', async () => {
    const intake = await createIntake(app);
    const client = await connect(await intake.guild.moderator(MOD), { transports: ['polling', 'websocket'] });
    await client.watch(intake.guild.guildId);
    const made: string[] = [];
    for (let i = 0; i < 30; i += 1) {
      made.push(
        (await intake.accept({ subject: { type: 'user', id: `3000000000000000${10 + i}`, name: null } }))
          .ticketId,
      );
    }
    await eventually(() =>
      expect(client.of('ticket.changed').map(({ body }) => body['ticket'].id)).toEqual(made),
    );
    await eventually(() => expect(client.socket.io.engine.transport.name).toBe('websocket'));
  });
});
