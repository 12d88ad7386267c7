import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeClock } from '#kernel';
import { EventLog } from '#events';
import type { Database } from '#platform';
import { JOIN_QUERIES, TicketReader, type TicketFilters, type TicketOrder } from '#tickets';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { ExplainingDatabase } from '../../support/explaining-database.js';
import { insertManyTickets } from '../../support/many-tickets.js';

const GUILD = '100000000000000001';
const MANY = 1_000_000;
const VIEWER = 'user-8';
const BIG = ['tickets', 'ticket_parties', 'ticket_search', 'signals', 'events', 'claims'];

let db: TestDatabase;
let explaining: ExplainingDatabase;
let reader: TicketReader;
let log: EventLog;

beforeAll(async () => {
  db = await createTestDatabase();
  await insertManyTickets(db.database, GUILD, MANY);
  explaining = new ExplainingDatabase(db.database);
  const database = explaining as unknown as Database;
  reader = new TicketReader(database, new FakeClock(new Date()));
  log = new EventLog(database);
}, 180_000);
afterAll(() => db.close());

/** Tables that some plan reads from end to end. */
function scanned(): string[] {
  return explaining.statements.flatMap(({ text, steps }) =>
    steps
      .filter((step) => step['Node Type'] === 'Seq Scan')
      .map((step) => step['Relation Name'] ?? '')
      .filter((table) => BIG.some((big) => table.startsWith(big)))
      .map((table) => `${table}: ${text}`),
  );
}

/** Runs the work and answers how many statements it took; none may scan a table. */
async function explained(work: () => Promise<unknown>): Promise<number> {
  explaining.statements.length = 0;
  await work();
  expect(scanned()).toEqual([]);
  return explaining.statements.length;
}

const ALL_STATUSES = ['open', 'waiting', 'escalated', 'resolved'] as const;
const PAGES: readonly [string, TicketFilters, TicketOrder][] = [
  ['the queue', {}, 'queue'],
  ['the queue of a stream', { streams: ['review'] }, 'queue'],
  ['the queue of two streams', { streams: ['review', 'escalation'] }, 'queue'],
  ['the newest', {}, 'newest'],
  ['the oldest of a time', { since: new Date('2026-02-01Z'), until: new Date('2026-02-02Z') }, 'oldest'],
  ['resolved ones', { statuses: ['resolved'] }, 'newest'],
  ['all of them', { statuses: ALL_STATUSES }, 'oldest'],
  ['those waiting', { statuses: ['waiting'] }, 'queue'],
  ['those of an owner', { owners: { ids: ['owner-3'], none: false } }, 'queue'],
  ['those of nobody', { owners: { ids: [], none: true } }, 'queue'],
  ['a frequent category', { categories: ['scam'] }, 'queue'],
  ['a rare category', { categories: ['rare'], statuses: ALL_STATUSES }, 'newest'],
  ['no category', { categories: ['none'], statuses: ['resolved'] }, 'newest'],
  ['a frequent tag', { tags: ['raid'] }, 'queue'],
  ['an unknown tag', { tags: ['unknown'] }, 'queue'],
  ['a subject', { subjectId: 'user-77', statuses: ALL_STATUSES }, 'newest'],
  ['a reporter', { reporterId: 'reporter-400' }, 'queue'],
  ['a rare word', { q: 'only77' }, 'queue'],
  ['words of every ticket', { q: 'free nitro' }, 'queue'],
  ['frequent words that never meet', { q: 'word7 word8', statuses: ALL_STATUSES }, 'newest'],
  ['words that must be missing', { q: '-nitro' }, 'queue'],
  ['part of a name', { q: 'ame4711' }, 'queue'],
  ['part of every name', { q: 'name' }, 'queue'],
  ['a number', { q: '#4711', statuses: ALL_STATUSES }, 'newest'],
];

describe('at a million tickets no query of a hot path scans a table', () => {
  it('and this test would see it', async () => {
    explaining.statements.length = 0;
    await explaining.query('SELECT count(*) FROM tickets t WHERE t.guild_id = $1 AND t.title = $2', [
      GUILD,
      'x',
    ]);
    expect(scanned()).toHaveLength(1);
  });

  it.each(PAGES)('pages of %s', async (_what, filters, order) => {
    let cursor: string | null = null;
    await explained(async () => {
      ({ nextCursor: cursor } = await reader.page(GUILD, VIEWER, filters, order, 50));
    });
    for (const viewer of [VIEWER, null]) {
      await explained(() => reader.page(GUILD, viewer, filters, order, 50, cursor ?? undefined));
    }
  });

  it('I8: pages for somebody who is party to half of the queue', async () => {
    await db.database.query(
      `INSERT INTO ticket_parties SELECT guild_id, id, 'everywhere', 'reporter', opened_at FROM tickets
       WHERE guild_id = $1 AND status <> 'resolved' AND number % 16 = 0`,
      [GUILD],
    );
    await db.database.query('ANALYZE ticket_parties');
    for (const filters of [{}, { statuses: ['waiting'] }, { q: 'free nitro' }] as const) {
      await explained(async () => {
        const { items } = await reader.page(GUILD, 'everywhere', filters, 'queue', 50);
        expect(items.map(({ number }) => number % 16)).toEqual(Array(50).fill(8));
      });
    }
    await explained(() => reader.depth(GUILD, 'everywhere'));
  });

  it.each([[uuid(999_990)], ['999990']])('one ticket, by %s', async (idOrNumber) => {
    await explained(() => reader.one(GUILD, VIEWER, idOrNumber));
    await explained(() => reader.signals(GUILD, VIEWER, idOrNumber, 50));
    await explained(() => reader.similar(GUILD, VIEWER, idOrNumber, 20));
    expect(await explained(() => reader.idOf(GUILD, VIEWER, idOrNumber))).toBe(1);
  });

  it('summaries for the feed', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => uuid(5000 * i + 1));
    expect(await explained(() => reader.summaries(GUILD, ids))).toBe(1);
  });

  it('the depth of the queue, from an index alone', async () => {
    expect(await explained(() => reader.depth(GUILD, VIEWER))).toBe(1);
    const steps = explaining.statements.flatMap((statement) => statement.steps);
    const ofTickets = steps.filter((step) => step['Relation Name'] === 'tickets');
    expect(ofTickets).toHaveLength(2);
    for (const step of ofTickets) {
      expect(step).toMatchObject({
        'Node Type': 'Index Only Scan',
        'Index Name': 'idx_tickets_unresolved',
      });
    }
  });

  it('events of the guild and of one ticket', async () => {
    await explained(() => log.read(GUILD, 41n, 500));
    await explained(() => log.ofTicket(GUILD, uuid(41), 41n, 500));
  });

  it('the tickets that a signal may join', async () => {
    const keys = Array.from({ length: 100 }, (_, i) => `key-${i * 97}`);
    await explained(() => explaining.query(JOIN_QUERIES.byKey, [keys.map(() => GUILD), keys]));
  });
});

function uuid(n: number): string {
  return `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}
