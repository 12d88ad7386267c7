import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Intake, type NewSignal, type Receipt } from '#intake';
import { Database } from '#platform';
import { SourceDirectory } from '#sources';
import { TicketService } from '#tickets';
import { startTestApi, type TestApp } from '../../support/app.js';
import { aNewSignal, createIntake } from '../../support/intake.js';

let app: TestApp;
let database: Database;

beforeAll(async () => {
  app = await startTestApi();
  database = app.app.get(Database);
});
afterAll(() => app.close());

interface Row {
  readonly [column: string]: unknown;
}

async function rows(sql: string, ...params: unknown[]): Promise<Row[]> {
  return database.query<Row>(sql, params);
}

async function expectGapFreeLog(guildId: string): Promise<void> {
  const [log] = await rows(
    `SELECT count(*)::int AS n, min(seq)::int AS first, max(seq)::int AS last FROM events WHERE guild_id = $1`,
    guildId,
  );
  expect(log).toEqual({ n: log!['last'], first: 1, last: log!['last'] });
}

describe('accepting signals', () => {
  it('keeps the signal, its ticket, and what happened, and answers with them', async () => {
    const { guild, accept } = await createIntake(app);
    const receipt = await accept({ reporter: { id: '200000000000000001', name: 'Rita' } });
    expect(receipt).toEqual({
      signalId: expect.any(String),
      ticketId: expect.any(String),
      ticketNumber: 1,
      stream: 'review',
      status: 'open',
      duplicate: false,
    });
    const [signal] = await rows('SELECT * FROM signals WHERE id = $1', receipt.signalId);
    expect(signal).toMatchObject({ ticket_id: receipt.ticketId, reporter_name: 'Rita', kind: 'flag' });
    const [ticket] = await rows('SELECT * FROM tickets WHERE id = $1', receipt.ticketId);
    expect(ticket).toMatchObject({ number: 1, version: 1, signal_count: 1, reporter_count: 1 });
    const events = await rows('SELECT seq, type FROM events WHERE guild_id = $1', guild.guildId);
    expect(events).toEqual([{ seq: '1', type: 'ticket.opened' }]);
    const parties = await rows(
      'SELECT user_id, role FROM ticket_parties WHERE ticket_id = $1 ORDER BY role',
      receipt.ticketId,
    );
    expect(parties).toEqual([
      { user_id: '200000000000000001', role: 'reporter' },
      { user_id: '100000000000000001', role: 'subject' },
    ]);
  });

  it('I15: what triage saw and decided is kept with the signal and readable on the ticket', async () => {
    const { accept } = await createIntake(app);
    const { signalId, ticketId } = await accept();
    const [signal] = await rows('SELECT features, decision FROM signals WHERE id = $1', signalId);
    expect(signal!['features']).toMatchObject({ sourceTrust: 0.7, subjectActions: 0, subjectIsStaff: false });
    const [ticket] = await rows(
      'SELECT explanation, priority, priority_parts FROM tickets WHERE id = $1',
      ticketId,
    );
    expect(ticket!['explanation']).toMatchObject({
      rule: { id: expect.any(String), version: expect.any(Number) },
      ruleset: expect.any(String),
    });
    const parts = ticket!['priority_parts'] as { points: number }[];
    expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(ticket!['priority']);
  });

  it('I2: the same external id is accepted once, also when it comes at once many times', async () => {
    const { accept, guild } = await createIntake(app);
    const receipts = await Promise.all(Array.from({ length: 50 }, () => accept({ externalId: 'alert-1' })));
    expect(new Set(receipts.map(({ signalId }) => signalId)).size).toBe(1);
    expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    const again = await accept({ externalId: 'alert-1', text: 'something else entirely' });
    expect(again).toEqual({ ...receipts[0], duplicate: true });
    const [count] = await rows('SELECT count(*)::int AS n FROM signals WHERE guild_id = $1', guild.guildId);
    expect(count).toEqual({ n: 1 });
  });

  it('I2: two sources may use the same external id', async () => {
    const one = await createIntake(app);
    const { id } = await one.guild.source({ name: 'Another' });
    const first = await one.accept({ externalId: 'alert-1' });
    const other = await app.app.get(SourceDirectory).byId(one.guild.guildId, id);
    const second = await app.app.get(Intake).accept(other!, aNewSignal({ externalId: 'alert-1' }));
    expect(second.duplicate).toBe(false);
    expect(second.signalId).not.toBe(first.signalId);
  });

  it('I3: many at once about the same thing are one ticket', async () => {
    const { accept, guild } = await createIntake(app);
    const receipts = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        accept({ reporter: { id: String(3n * 10n ** 17n + BigInt(i % 40)), name: null } }),
      ),
    );
    expect(new Set(receipts.map(({ ticketId }) => ticketId)).size).toBe(1);
    const [ticket] = await rows(
      'SELECT signal_count, reporter_count FROM tickets WHERE guild_id = $1',
      guild.guildId,
    );
    expect(ticket).toEqual({ signal_count: 100, reporter_count: 40 });
    await expectGapFreeLog(guild.guildId);
  });

  it('I3: two processes that open the same ticket at once end with one', async () => {
    const here = await createIntake(app);
    const other = await startTestApi({}, app.databaseUrl);
    try {
      const there = other.app.get(Intake);
      const keys = Array.from({ length: 60 }, (_, i) => `same-${i % 6}`);
      await Promise.all(
        keys.flatMap((correlationKey) => [
          here.accept({ correlationKey }),
          there.accept(here.source, aNewSignal({ correlationKey })),
        ]),
      );
    } finally {
      await other.close();
    }
    const tickets = await rows('SELECT signal_count FROM tickets WHERE guild_id = $1', here.guild.guildId);
    expect(tickets).toEqual(Array.from({ length: 6 }, () => ({ signal_count: 20 })));
    await expectGapFreeLog(here.guild.guildId);
  });

  it('the same 1,000 signals sent three times in random order make the same tickets as once', async () => {
    const signals = Array.from({ length: 1000 }, (_, i) => someSignal(i));
    const once = await createIntake(app);
    await once.acceptAll(signals);
    const thrice = await createIntake(app);
    const shuffled = shuffle([...signals, ...signals, ...signals]);
    const receipts: Receipt[] = await thrice.acceptAll(shuffled);
    expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1000);
    expect(await ticketsOf(thrice.guild.guildId)).toEqual(await ticketsOf(once.guild.guildId));
    await expectGapFreeLog(thrice.guild.guildId);
  });

  it('a signal that cannot be written fails alone; those that came with it are kept', async () => {
    const { accept } = await createIntake(app);
    const poisoned = { confidence: Number.MAX_VALUE };
    const results = await Promise.allSettled([
      ...Array.from({ length: 20 }, (_, i) => accept({ correlationKey: `good-${i}` })),
      accept(poisoned),
      ...Array.from({ length: 20 }, (_, i) => accept({ correlationKey: `more-${i}` })),
    ]);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(results[20]!.status).toBe('rejected');
  });

  it('I11: what automation says after a person decided is kept, counted and changes nothing', async () => {
    const { accept, guild } = await createIntake(app);
    const { ticketId, ticketNumber } = await accept();
    await app.app
      .get(TicketService)
      .execute(
        guild.guildId,
        ticketId,
        { type: 'resolve', outcome: 'no_violation', reason: 'Looked at it.', actions: [], waiver: null },
        { actor: { type: 'user', id: '400000000000000001', role: 'moderator' }, version: null },
      );
    const receipt = await accept({ text: 'said something that needs a look' });
    expect(receipt).toMatchObject({ ticketNumber, status: 'resolved', duplicate: false });
    const [ticket] = await rows('SELECT outcome, dropped_count FROM tickets WHERE id = $1', ticketId);
    expect(ticket).toEqual({ outcome: 'no_violation', dropped_count: 1 });
    const dropped = await rows(
      `SELECT payload FROM events WHERE ticket_id = $1 AND type = 'ticket.signal_dropped'`,
      ticketId,
    );
    expect(dropped).toMatchObject([{ payload: { why: 'automation_cannot_override' } }]);
  });
});

function someSignal(i: number): NewSignal {
  const member = String(5n * 10n ** 17n + BigInt(i % 97));
  return aNewSignal({
    externalId: `signal-${i}`,
    category: ['harassment', 'spam', 'hate_speech', 'other'][i % 4]!,
    subject: { type: 'user', id: member, name: null },
    text: `text number ${['alpha', 'beta', 'gamma'][i % 3]} about it`,
    messageId: i % 5 === 0 ? String(6n * 10n ** 17n + BigInt(i % 50)) : null,
  });
}

function shuffle<T>(items: T[]): T[] {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}

/** What the tickets are, without what depends on which signal came first: ids, numbers, times, category. */
async function ticketsOf(guildId: string): Promise<Row[]> {
  return rows(
    `SELECT t.correlation_key, t.stream, t.status, t.signal_count, t.reporter_count
     FROM tickets t WHERE t.guild_id = $1 AND NOT (t.explanation->>'heldOut')::boolean ORDER BY t.correlation_key`,
    guildId,
  );
}
