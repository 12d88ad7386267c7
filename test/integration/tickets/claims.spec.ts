import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor, Role } from '#kernel';
import { Database } from '#platform';
import { TicketRefused, TicketService, type Ticket } from '#tickets';
import { startTestApi, type TestApp } from '../../support/app.js';
import { createIntake } from '../../support/intake.js';

let app: TestApp;
let tickets: TicketService;
let database: Database;

beforeAll(async () => {
  app = await startTestApi();
  tickets = app.app.get(TicketService);
  database = app.app.get(Database);
});
afterAll(() => app.close());

function person(i: number, role: Role = 'moderator'): Actor {
  return { type: 'user', id: String(4n * 10n ** 17n + BigInt(i)), role };
}

function reporter(i: number) {
  return { id: String(2n * 10n ** 17n + BigInt(i)), name: null };
}

async function anOpenTicket(): Promise<{ guildId: string; ticketId: string }> {
  const { accept, guild } = await createIntake(app);
  const { ticketId } = await accept();
  return { guildId: guild.guildId, ticketId };
}

async function eventsOf(ticketId: string): Promise<{ type: string }[]> {
  return database.query('SELECT type FROM events WHERE ticket_id = $1 ORDER BY seq', [ticketId]);
}

async function expire(guildId: string, ticketId: string): Promise<void> {
  await database.query(
    `UPDATE tickets SET claim_expires_at = now() - interval '1 second' WHERE guild_id = $1 AND id = $2`,
    [guildId, ticketId],
  );
}

function refusedOf(result: PromiseSettledResult<Ticket>): TicketRefused {
  if (result.status !== 'rejected' || !(result.reason instanceof TicketRefused)) {
    throw new Error('It was not refused');
  }
  return result.reason;
}

describe('claims', () => {
  it('I5: of 50 who claim at once one wins and 49 are told who', async () => {
    const { guildId, ticketId } = await anOpenTicket();
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) =>
        tickets.execute(guildId, ticketId, { type: 'claim' }, { actor: person(i), version: 1 }),
      ),
    );
    const won = results.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    const { ownerId } = won[0]!.value;
    const lost = results.filter(({ status }) => status === 'rejected').map(refusedOf);
    expect(lost).toHaveLength(49);
    for (const refused of lost) {
      expect(refused).toMatchObject({ code: 'already_claimed', details: { ownerId } });
      expect(refused.ticket.ownerId).toBe(ownerId);
    }
    expect(await eventsOf(ticketId)).toEqual([{ type: 'ticket.opened' }, { type: 'ticket.claimed' }]);
    expect(await database.query('SELECT owner_id FROM claims WHERE ticket_id = $1', [ticketId])).toEqual([
      { owner_id: ownerId },
    ]);
  });

  it('I5: two processes that claim at once agree on who won', async () => {
    const { guildId, ticketId } = await anOpenTicket();
    const other = await startTestApi({}, app.databaseUrl);
    try {
      const there = other.app.get(TicketService);
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 === 0 ? tickets : there).execute(
            guildId,
            ticketId,
            { type: 'claim' },
            { actor: person(i), version: 1 },
          ),
        ),
      );
      const won = results.filter((result) => result.status === 'fulfilled');
      expect(won).toHaveLength(1);
      const { ownerId } = won[0]!.value;
      const told = results
        .filter(({ status }) => status === 'rejected')
        .map((result) => refusedOf(result).details['ownerId']);
      expect(new Set(told)).toEqual(new Set([ownerId]));
    } finally {
      await other.close();
    }
  });

  it('I6: a claim that ends while its holder decides is refused on use, and nothing happens', async () => {
    const { guildId, ticketId } = await anOpenTicket();
    const actor = person(1);
    const claimed = await tickets.execute(guildId, ticketId, { type: 'claim' }, { actor, version: 1 });
    await expire(guildId, ticketId);
    const resolve = {
      type: 'resolve',
      outcome: 'actioned',
      reason: 'Seen enough.',
      actions: [
        {
          id: '019e0000-0000-7000-8000-000000000001',
          type: 'ban',
          subjectId: '100000000000000001',
          reason: null,
          durationSeconds: null,
          carriedOutBy: null,
        },
      ],
      waiver: null,
    } as const;
    const [result] = await Promise.allSettled([
      tickets.execute(guildId, ticketId, resolve, { actor, version: claimed.version }),
    ]);
    expect(refusedOf(result)).toMatchObject({ code: 'claim_lost', kind: 'stale' });
    expect(await database.query('SELECT id FROM actions WHERE ticket_id = $1', [ticketId])).toEqual([]);
    expect(await eventsOf(ticketId)).toHaveLength(2);
  });

  it('I6: a version that moved is refused with the present state', async () => {
    const { guildId, ticketId } = await anOpenTicket();
    await tickets.execute(
      guildId,
      ticketId,
      { type: 'note', text: 'First.' },
      { actor: person(1), version: 1 },
    );
    const [result] = await Promise.allSettled([
      tickets.execute(
        guildId,
        ticketId,
        { type: 'escalate', reason: 'It looks bad.' },
        { actor: person(2), version: 1 },
      ),
    ]);
    const refused = refusedOf(result);
    expect(refused).toMatchObject({
      code: 'version_moved',
      details: { expected: 1, actual: 2, status: 'open' },
    });
    expect(refused.ticket.version).toBe(2);
  });

  it('I4: of commands on one version at once exactly one is done, with one event', async () => {
    const { guildId, ticketId } = await anOpenTicket();
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) =>
        tickets.execute(
          guildId,
          ticketId,
          { type: 'priority', priority: 50 + i, reason: 'A guess.' },
          { actor: person(i), version: 1 },
        ),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [row] = await database.query<{ version: number }>('SELECT version FROM tickets WHERE id = $1', [
      ticketId,
    ]);
    expect(row).toEqual({ version: 2 });
    expect(await eventsOf(ticketId)).toHaveLength(2);
  });

  it('I8: whoever is party to a ticket finds none there', async () => {
    const { guildId, ticketId } = await anOpenTicket();
    const subject: Actor = { type: 'user', id: '100000000000000001', role: 'admin' };
    await expect(
      tickets.execute(guildId, ticketId, { type: 'claim' }, { actor: subject, version: null }),
    ).rejects.toMatchObject({ code: 'unknown_ticket' });
  });

  it('merges: signals, reporters and search go over, the duplicate is resolved', async () => {
    const { accept, guild } = await createIntake(app);
    const one = await accept({ correlationKey: 'one', reporter: reporter(1) });
    await accept({ correlationKey: 'one', reporter: reporter(2) });
    const two = await accept({ correlationKey: 'two', reporter: reporter(2) });
    const { ticket, into } = await tickets.merge(guild.guildId, one.ticketId, two.ticketId, {
      actor: person(1),
      version: 2,
    });
    expect(ticket).toMatchObject({ status: 'resolved', outcome: 'duplicate', mergedIntoId: two.ticketId });
    expect(into).toMatchObject({ signalCount: 3, reporterCount: 2 });
    const later = await accept({ correlationKey: 'one', reporter: reporter(3) });
    expect(later.ticketId).toBe(two.ticketId);
    const signals = await database.query('SELECT 1 FROM signals WHERE ticket_id = $1', [two.ticketId]);
    expect(signals).toHaveLength(4);
  });

  it('splits: named signals go to a ticket of their own, with a number of its own', async () => {
    const { accept, guild } = await createIntake(app);
    const first = await accept({ correlationKey: 'one', reporter: reporter(1) });
    const second = await accept({ correlationKey: 'one', reporter: reporter(2), category: 'spam' });
    const request = { signalIds: [second.signalId], title: 'Something else', reason: 'Not the same thing.' };
    const { ticket, splitOff } = await tickets.split(guild.guildId, first.ticketId, request, {
      actor: person(1),
      version: 2,
    });
    expect(ticket).toMatchObject({ signalCount: 1, reporterCount: 1 });
    expect(splitOff).toMatchObject({ number: 2, signalCount: 1, reporterCount: 1, category: 'spam' });
    await expect(
      tickets.split(guild.guildId, first.ticketId, request, { actor: person(1), version: null }),
    ).rejects.toMatchObject({ code: 'unknown_signals' });
    const all = { ...request, signalIds: [first.signalId] };
    await expect(
      tickets.split(guild.guildId, first.ticketId, all, { actor: person(1), version: null }),
    ).rejects.toMatchObject({ code: 'split_takes_all' });
  });

  it('I7: whoever decided an action cannot decide its appeal, in the domain and in the write', async () => {
    const { accept, guild } = await createIntake(app);
    const { guildId } = guild;
    const member = { id: '100000000000000001', name: 'Subject' };
    const { ticketId } = await accept();
    const judge = person(1, 'senior');
    const actionId = '019e0000-0000-7000-8000-0000000000aa';
    await tickets.execute(
      guildId,
      ticketId,
      {
        type: 'resolve',
        outcome: 'actioned',
        reason: 'Seen enough.',
        actions: [
          {
            id: actionId,
            type: 'ban',
            subjectId: member.id,
            reason: null,
            durationSeconds: null,
            carriedOutBy: person(2).id,
          },
        ],
        waiver: null,
      },
      { actor: judge, version: 1 },
    );
    const appeal = await accept({
      kind: 'appeal',
      category: 'ban_appeal',
      reporter: member,
      data: { actionId },
    });
    expect(appeal).toMatchObject({ stream: 'appeal' });
    const overturn = {
      type: 'resolve',
      outcome: 'overturned',
      reason: 'Too hard.',
      actions: [],
      waiver: null,
    } as const;
    for (const decider of [judge, person(2)]) {
      await expect(
        tickets.execute(guildId, appeal.ticketId, overturn, { actor: decider, version: 1 }),
      ).rejects.toMatchObject({ code: 'own_decision' });
    }
    await expect(
      database.query(
        `UPDATE tickets SET status = 'resolved', outcome = 'upheld', resolved_at = now(), resolved_by_type = 'user',
           resolved_by_id = $3 WHERE guild_id = $1 AND id = $2`,
        [guildId, appeal.ticketId, judge.id],
      ),
    ).rejects.toMatchObject({ constraint: 'own_appeal' });
    const decided = await tickets.execute(guildId, appeal.ticketId, overturn, {
      actor: person(3),
      version: 1,
    });
    expect(decided).toMatchObject({ status: 'resolved', outcome: 'overturned' });
    const [action] = await database.query<{ reversed_at: Date | null }>(
      'SELECT reversed_at FROM actions WHERE id = $1',
      [actionId],
    );
    expect(action!.reversed_at).toBeInstanceOf(Date);
  });

  it('I7: in a team too small a senior decides it with a waiver, which is recorded', async () => {
    const { accept, guild } = await createIntake(app);
    const member = { id: '100000000000000001', name: 'Subject' };
    const { ticketId } = await accept();
    const judge = person(1, 'senior');
    await tickets.execute(
      guild.guildId,
      ticketId,
      { type: 'resolve', outcome: 'no_violation', reason: 'Fine.', actions: [], waiver: null },
      { actor: judge, version: 1 },
    );
    const appeal = await accept({ kind: 'appeal', category: 'other', reporter: member, data: { ticketId } });
    const decided = await tickets.execute(
      guild.guildId,
      appeal.ticketId,
      {
        type: 'resolve',
        outcome: 'upheld',
        reason: 'It stands.',
        actions: [],
        waiver: 'There is nobody else.',
      },
      { actor: judge, version: 1 },
    );
    expect(decided.waiverReason).toBe('There is nobody else.');
    expect((await eventsOf(appeal.ticketId)).map(({ type }) => type)).toContain('ticket.waiver_recorded');
  });
});
