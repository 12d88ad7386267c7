import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform';
import { TicketService } from '#tickets';
import { startTestApi, type TestApp } from '../../support/app.js';
import { createIntake, type TestIntake } from '../../support/intake.js';
import { personId, staffClient, type StaffClient } from '../../support/staff-client.js';

let app: TestApp;
let database: Database;
let intake: TestIntake;
let there: StaffClient;

beforeAll(async () => {
  app = await startTestApi();
  database = app.app.get(Database);
  intake = await createIntake(app);
  there = await staffClient(app, intake.guild, personId(1));
});
afterAll(() => app.close());

const reporter = (i: number) => ({ id: personId(900 + i), name: null });

async function signalsOf(ticketId: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'SELECT id FROM signals WHERE ticket_id = $1 ORDER BY id',
    [ticketId],
  );
  return rows.map(({ id }) => id);
}

const eventsOf = (ticketId: string) =>
  database.query<{ type: string; reason: string | null; payload: object }>(
    'SELECT type, reason, payload FROM events WHERE ticket_id = $1 ORDER BY seq',
    [ticketId],
  );
const typesOf = async (ticketId: string) => (await eventsOf(ticketId)).map(({ type }) => type);

describe('two tickets at once', () => {
  it('merge, by a number as it is shown: the signals go over, and both logs tell of it', async () => {
    const one = await intake.accept({ correlationKey: 'merge-1', reporter: reporter(1) });
    const two = await intake.accept({ correlationKey: 'merge-2', reporter: reporter(2) });
    const { body } = await there
      .give(one.ticketNumber, 'merge', { version: 1, into: two.ticketNumber })
      .expect(200);
    expect(body).toMatchObject({ id: one.ticketId, mergedIntoId: two.ticketId, into: { signalCount: 2 } });
    const [row] = await database.query('SELECT outcome, merged_into_id FROM tickets WHERE id = $1', [
      one.ticketId,
    ]);
    expect(row).toEqual({ outcome: 'duplicate', merged_into_id: two.ticketId });
    expect(await signalsOf(two.ticketId)).toEqual([one.signalId, two.signalId].toSorted());
    expect(await typesOf(one.ticketId)).toEqual(['ticket.opened', 'ticket.merged', 'ticket.resolved']);
    expect(await typesOf(two.ticketId)).toEqual(['ticket.opened', 'ticket.merged']);
    const { body: again } = await there
      .give(one.ticketNumber, 'reopen', { version: 2, reason: 'Not the same.' })
      .expect(409);
    expect(again).toMatchObject({ code: 'merged_elsewhere', ticket: { mergedIntoId: two.ticketId } });
  });

  it('split, with ids written in any case and more than once', async () => {
    const first = await intake.accept({ correlationKey: 'split', reporter: reporter(1) });
    const second = await intake.accept({ correlationKey: 'split', reporter: reporter(2) });
    const request = { version: 2, title: 'A second account', reason: 'Someone else.' };
    const { body } = await there
      .give(first.ticketId, 'split', {
        ...request,
        signalIds: [second.signalId, second.signalId.toUpperCase()],
      })
      .expect(200);
    const { splitOff } = body as { splitOff: { id: string; number: number } };
    expect(body).toMatchObject({ signalCount: 1, splitOff: { title: 'A second account', version: 1 } });
    expect(await signalsOf(splitOff.id)).toEqual([second.signalId]);
    expect(await signalsOf(first.ticketId)).toEqual([first.signalId]);
    expect(await eventsOf(splitOff.id)).toMatchObject([
      { type: 'ticket.opened', reason: 'Someone else.', payload: { splitFromId: first.ticketId } },
    ]);
    expect((await eventsOf(first.ticketId)).at(-1)).toMatchObject({
      type: 'ticket.split',
      payload: { toId: splitOff.id, signalIds: [second.signalId] },
    });
    const { body: rest } = await there
      .give(first.ticketId, 'split', { ...request, version: 3, signalIds: [first.signalId] })
      .expect(400);
    expect(rest).toMatchObject({ code: 'split_takes_all' });
    const foreign = await intake.accept({ correlationKey: 'other' });
    await there
      .give(first.ticketId, 'split', { ...request, version: 3, signalIds: [foreign.signalId] })
      .expect(400);
    expect(await signalsOf(foreign.ticketId)).toEqual([foreign.signalId]);
  });

  it('I8: a merge into a ticket that one is party to is one into nothing, also behind the door', async () => {
    const { ticketId, ticketNumber } = await intake.accept({
      correlationKey: 'hidden',
      kind: 'request',
      category: 'support',
      reporter: { id: there.id, name: null },
    });
    const { ticketId: own } = await intake.accept({ correlationKey: 'visible' });
    for (const into of [ticketId, ticketNumber, '019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11', 99_999]) {
      const { body } = await there.give(own, 'merge', { version: 1, into }).expect(404);
      expect(body).toMatchObject({ code: 'unknown_ticket' });
      expect(body).not.toHaveProperty('ticket');
    }
    const actor = { type: 'user', id: there.id, role: 'moderator' } as const;
    await expect(
      app.app.get(TicketService).merge(intake.guild.guildId, own, ticketId, { actor, version: 1 }),
    ).rejects.toMatchObject({ code: 'unknown_ticket', details: {} });
  });
});
