import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeClock } from '#kernel';
import { EventLog } from '#events';
import type { Database } from '#platform';
import { JOIN_QUERIES, TicketReader, type TicketFilters, type TicketOrder } from '#tickets';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { openDatabaseClient } from '../../support/database-client.js';
import { ExplainingDatabase } from '../../support/explaining-database.js';
import { insertManyTickets } from '../../support/many-tickets.js';
import { readKnown } from '../../../src/intake/db/known-signal.reader.js';
import { DigestReader } from '../../../src/tickets/digests/db/digest.reader.js';
import { DigestStore } from '../../../src/tickets/digests/db/digest.store.js';
import { DueTicketsReader } from '../../../src/tickets/db/due-tickets.reader.js';
import { readInstallationDepth } from '../../../src/tickets/db/installation-depth.reader.js';
import { partiesAmong } from '../../../src/tickets/db/party-store.js';
import { openWithSameKey } from '../../../src/tickets/db/same-key.reader.js';
import { lockTickets } from '../../../src/tickets/db/ticket-store.js';

const GUILD = '100000000000000001';
const MANY = 1_000_000;
const VIEWER = 'user-8';
const BIG = ['tickets', 'ticket_parties', 'ticket_search', 'signals', 'signal_keys', 'events', 'claims'];

let db: TestDatabase;
let explaining: ExplainingDatabase;
let reader: TicketReader;
let log: EventLog;

beforeAll(async () => {
  db = await createTestDatabase();
  const seeding = await openDatabaseClient(db.url);
  await insertManyTickets(seeding, GUILD, MANY);
  await seeding.close();
  explaining = new ExplainingDatabase(db.database);
  const database = explaining as unknown as Database;
  reader = new TicketReader(database, new FakeClock(new Date()));
  log = new EventLog(database);
}, 400_000);
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

  it('the tickets of a group of signals: known ones, to join, measured', async () => {
    const every97th = Array.from({ length: 100 }, (_, i) => i * 97 + 10);
    await explained(async () => {
      const asked = every97th.map((n) => ({
        guildId: GUILD,
        sourceId: '200000000000000001',
        externalId: `alert-${n - (n % 10)}`,
      }));
      expect((await readKnown(explaining as unknown as Database, asked)).size).toBe(100);
    });
    const guilds = every97th.map(() => GUILD);
    const keys = every97th.map((n) => `key-${n}`);
    await explained(async () =>
      expect(await explaining.query(JOIN_QUERIES.byKey, [guilds, keys])).toHaveLength(100),
    );
    const ids = every97th.map((n) => uuid(n));
    const since = every97th.map(() => new Date('2020-01-01Z'));
    await explained(() => explaining.query(JOIN_QUERIES.measured, [guilds, ids, since]));
  });

  it('the tickets of a group of commands: locked, and who is party to them', async () => {
    const ids = Array.from({ length: 100 }, (_, i) => uuid(i * 9_973 + 1));
    const refs = ids.map((id) => ({ guildId: GUILD, id }));
    await explained(async () => {
      const tickets = await lockTickets(explaining, refs);
      expect(tickets).toHaveLength(100);
      expect(await openWithSameKey(explaining, tickets)).toEqual(new Set());
    });
    const asked = ids.map((ticketId) => ({ guildId: GUILD, ticketId, userId: VIEWER }));
    await explained(() => partiesAmong(explaining, asked));
  });

  it('what falls due on tickets, from the index of its time', async () => {
    const due = new DueTicketsReader(explaining as unknown as Database);
    const page = { now: new Date(), after: null, limit: 200 };
    const after = { guildId: GUILD, ticketId: uuid(1), at: new Date() };
    for (const from of [null, after]) {
      await explained(() => due.waking({ ...page, after: from }));
      await explained(() => due.targets({ ...page, after: from }));
      await explained(() => due.stale({ ...page, after: from }));
      await explained(() => due.paging({ ...page, after: from }));
      const used = explaining.statements.flatMap(({ steps }) => steps.map((step) => step['Index Name']));
      expect(used).toContain('idx_tickets_page');
    }
  });

  it('the digest of a day, and a page of digests for somebody who is party to much', async () => {
    const [start, end] = [new Date('2026-02-01Z'), new Date('2026-02-02Z')];
    await explained(() => new DigestStore(explaining as unknown as Database).make(GUILD, start, end, end));
    await explained(() => new DigestReader(explaining as unknown as Database).page(GUILD, VIEWER, 51, null));
  });

  it('the totals of all guilds, from an index alone', async () => {
    await explained(async () => {
      const totals = await readInstallationDepth(explaining);
      expect(totals.reduce((sum, { count }) => sum + count, 0)).toBe(MANY / 8);
    });
    const scans = explaining.statements
      .flatMap(({ steps }) => steps)
      .filter((step) => step['Relation Name'] === 'tickets');
    expect(new Set(scans.map((step) => step['Node Type']))).toEqual(new Set(['Index Only Scan']));
  });

  it.each<[string, TicketFilters, TicketOrder]>([
    ['the queue', {}, 'queue'],
    ['the queue of a stream', { streams: ['review'] }, 'queue'],
    ['the newest', {}, 'newest'],
    ['the oldest, resolved or not', { statuses: ALL_STATUSES }, 'oldest'],
  ])('a page of %s reads as much as it shows, however deep', async (_what, filters, order) => {
    let cursor: string | undefined;
    for (const depth of [0, 1, 2, 3]) {
      explaining.statements.length = 0;
      const { nextCursor, items } = await reader.page(GUILD, VIEWER, filters, order, 50, cursor);
      expect(items).toHaveLength(50);
      // A ticket, a look at its parties and, of two parts, as many of the other part; no more with more tickets.
      const [statement, ...others] = explaining.statements;
      expect(others).toEqual([]);
      expect(await explaining.rowsRead(statement!)).toBeLessThan(51 * 6);
      cursor = depth < 2 ? nextCursor! : await skip(filters, order, nextCursor!);
    }
  });

  it('a search that its index cannot answer in time goes along the queue, a bounded part for each page', async () => {
    // Both words are in every text, never in this order: a million texts would have to be read to find none.
    const { items, nextCursor } = await reader.page(GUILD, VIEWER, { q: '"nitro free"' }, 'queue', 50);
    expect(items).toEqual([]);
    expect(nextCursor).not.toBeNull();
  });
});

/** Some thousand tickets further on. */
async function skip(filters: TicketFilters, order: TicketOrder, from: string): Promise<string> {
  const plain = new TicketReader(db.database, new FakeClock(new Date()));
  let cursor = from;
  for (let i = 0; i < 50; i += 1) {
    cursor = (await plain.page(GUILD, VIEWER, filters, order, 200, cursor)).nextCursor!;
  }
  return cursor;
}

function uuid(n: number): string {
  return `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}
