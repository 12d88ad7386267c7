import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock, newSnowflake } from '#kernel';
import type { Database, Page } from '#platform';
import { TicketReader, type TicketFilters, type TicketLine, type TicketOrder } from '#tickets';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { minutesFromNow, NOW, ownedBy } from '../../support/ticket-factories.js';
import { insertTickets, type TicketSpec } from '../../support/ticket-rows.js';

let db: TestDatabase;
let database: Database;
let reader: TicketReader;
let guildId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  database = db.database;
  reader = new TicketReader(database, new FakeClock(NOW));
});
afterAll(() => db.close());
beforeEach(() => {
  guildId = newSnowflake(Date.now());
});

const ALL = ['open', 'waiting', 'escalated', 'resolved'] as const;

/** Numbers of the tickets of the first page, which all of them fit on. */
async function numbers(filters: TicketFilters, order: TicketOrder = 'queue'): Promise<number[]> {
  const { items, nextCursor } = await reader.page(guildId, null, filters, order, 200);
  expect(nextCursor).toBeNull();
  return items.map(({ number }) => number);
}

async function readAll(
  filters: TicketFilters,
  order: TicketOrder,
  limit: number,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<TicketLine[]> {
  const seen: TicketLine[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<TicketLine> = await reader.page(
      guildId,
      null,
      filters,
      order,
      limit,
      cursor ?? undefined,
    );
    expect(page.items.length).toBeLessThanOrEqual(limit);
    seen.push(...page.items);
    cursor = page.nextCursor;
    await between();
  } while (cursor !== null);
  return seen;
}

describe('the order of the queue', () => {
  it('is breach of the SLA, then priority, then age', async () => {
    await insertTickets(database, guildId, [
      { priority: 50 },
      { priority: 50, openedAt: minutesFromNow(-90) },
      { priority: 100 },
      { priority: 0, slaBreached: true },
      { priority: 1, slaBreached: true },
      { priority: 90, status: 'resolved' },
    ]);
    expect(await numbers({})).toEqual([5, 4, 3, 2, 1]);
    expect(await numbers({}, 'newest')).toEqual([5, 4, 3, 1, 2]);
    expect(await numbers({}, 'oldest')).toEqual([2, 1, 3, 4, 5]);
    expect(await numbers({ statuses: ALL }, 'newest')).toEqual([6, 5, 4, 3, 1, 2]);
    expect(await numbers({ statuses: ['resolved'] }, 'oldest')).toEqual([6]);
  });

  it('has no place for resolved tickets', async () => {
    await expect(reader.page(guildId, null, { statuses: ALL }, 'queue', 10)).rejects.toMatchObject({
      code: 'order_needs_unresolved',
    });
  });
});

describe('filters', () => {
  const SOURCE = '200000000000000002';
  const ME = '300000000000000001';
  const OTHER = '300000000000000002';
  const SPECS: readonly TicketSpec[] = [
    { stream: 'review' },
    { stream: 'appeal', kind: 'appeal', status: 'waiting' },
    { stream: 'escalation', status: 'escalated', category: 'raid' },
    { status: 'resolved', category: 'raid' },
    { ...ownedBy(ME) },
    { ...ownedBy(OTHER), tags: ['vip', 'urgent'] },
    { ...ownedBy(ME, -1), sourceId: SOURCE },
    { subjectId: 'member-1', reporters: ['reporter-1', 'reporter-2'] },
    { subjectId: 'member-1', status: 'resolved', reporters: ['reporter-2'], tags: ['vip'] },
    { openedAt: minutesFromNow(-600), subjectType: 'message', subjectId: 'member-1' },
  ];
  beforeEach(() => insertTickets(database, guildId, SPECS));

  const UNRESOLVED = [10, 1, 2, 3, 5, 6, 7, 8];
  it.each<[string, TicketFilters, number[]]>([
    ['none', {}, UNRESOLVED],
    ['a stream', { streams: ['appeal'] }, [2]],
    ['streams', { streams: ['appeal', 'escalation'] }, [2, 3]],
    ['a stream without tickets', { streams: ['support'] }, []],
    ['a status', { statuses: ['waiting'] }, [2]],
    ['statuses', { statuses: ['open', 'escalated'] }, [10, 1, 3, 5, 6, 7, 8]],
    ['resolved', { statuses: ['resolved'] }, [4, 9]],
    ['resolved and waiting', { statuses: ['resolved', 'waiting'] }, [2, 4, 9]],
    ['all statuses', { statuses: ALL }, [10, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['an owner', { owners: { ids: [ME], none: false } }, [5]],
    ['owners', { owners: { ids: [ME, OTHER], none: false } }, [5, 6]],
    ['no owner, an expired claim being none', { owners: { ids: [], none: true } }, [10, 1, 2, 3, 7, 8]],
    ['an owner or none', { owners: { ids: [OTHER], none: true } }, [10, 1, 2, 3, 6, 7, 8]],
    ['a kind', { kinds: ['appeal'] }, [2]],
    ['a category', { categories: ['raid'] }, [3]],
    ['a category of any status', { categories: ['raid'], statuses: ALL }, [3, 4]],
    ['a source', { sourceIds: [SOURCE] }, [7]],
    ['a subject', { subjectId: 'member-1' }, [10, 8]],
    ['a subject of any status', { subjectId: 'member-1', statuses: ALL }, [10, 8, 9]],
    ['a reporter', { reporterId: 'reporter-2' }, [8]],
    ['a reporter who is a subject elsewhere', { reporterId: 'member-1' }, []],
    ['a tag', { tags: ['urgent'] }, [6]],
    ['any of some tags', { tags: ['vip', 'other'], statuses: ALL }, [6, 9]],
    ['since', { since: minutesFromNow(-30) }, [1, 2, 3, 5, 6, 7, 8]],
    ['until, which is not in it', { until: minutesFromNow(-600) }, []],
    ['a time', { since: minutesFromNow(-600), until: minutesFromNow(-599) }, [10]],
    ['reporter and subject', { reporterId: 'reporter-2', subjectId: 'member-1', statuses: ALL }, [8, 9]],
    ['owner and tag', { owners: { ids: [OTHER], none: false }, tags: ['vip'] }, [6]],
    ['owner and the wrong stream', { owners: { ids: [OTHER], none: false }, streams: ['appeal'] }, []],
    [
      'everything at once',
      {
        streams: ['review'],
        statuses: ['open', 'resolved'],
        kinds: ['report'],
        categories: ['harassment'],
        subjectId: 'member-1',
        reporterId: 'reporter-2',
        sourceIds: ['source-1'],
        tags: ['vip'],
        q: 'member-1',
        since: minutesFromNow(-30),
        until: NOW,
      },
      [9],
    ],
  ])('%s', async (_what, filters, expected) => {
    expect(await numbers(filters, 'oldest')).toEqual(expected);
    expect(await numbers(filters, 'newest')).toEqual(expected.toReversed());
    if (filters.statuses?.includes('resolved') !== true) {
      expect(await numbers(filters, 'queue')).toEqual(expected);
    }
  });

  it('knows nothing of other guilds', async () => {
    guildId = newSnowflake(Date.now() + 1);
    expect(await numbers({ statuses: ALL }, 'newest')).toEqual([]);
    expect(await numbers({ q: 'member-1', statuses: ALL }, 'newest')).toEqual([]);
    expect(await numbers({ subjectId: 'member-1' })).toEqual([]);
    expect(await numbers({ owners: { ids: [ME], none: false } })).toEqual([]);
  });
});

describe('pages', () => {
  const SPECS = Array.from({ length: 500 }, (_, i): TicketSpec => ({
    priority: (i * 37) % 11,
    slaBreached: i % 50 === 0,
    status: i % 3 === 0 ? 'resolved' : 'open',
    category: i % 2 === 0 ? 'spam' : 'scam',
    openedAt: new Date(NOW.getTime() - 1_000_000 + Math.floor(i / 4) * 1000),
    tags: i % 5 === 0 ? ['fifth'] : [],
    reporters: [`reporter-${i % 4}`],
  }));

  it.each<[TicketOrder, TicketFilters, number]>([
    ['queue', {}, 333],
    ['newest', {}, 333],
    ['oldest', {}, 333],
    ['newest', { statuses: ALL }, 500],
    ['oldest', { statuses: ALL }, 500],
    ['newest', { statuses: ['resolved'] }, 167],
    ['queue', { streams: ['review'] }, 333],
    ['queue', { categories: ['spam'] }, 166],
    ['oldest', { categories: ['spam'], statuses: ALL }, 250],
    ['queue', { tags: ['fifth'] }, 66],
    ['newest', { q: 'reporter-2', statuses: ALL }, 125],
    ['queue', { reporterId: 'reporter-1' }, 84],
  ])('in order of %s with %j show each ticket once, while others come', async (order, filters, count) => {
    const there = await insertTickets(database, guildId, SPECS);
    const ids = new Set(there.map(({ id }) => id));
    const add = () =>
      insertTickets(database, guildId, [
        { priority: 100, slaBreached: true, reporters: ['reporter-1', 'reporter-2'], tags: ['fifth'] },
        { priority: 5, category: 'spam', openedAt: minutesFromNow(-10_000) },
        { priority: 0, status: 'resolved', reporters: ['reporter-2'] },
      ]);
    for (const limit of [17, 60]) {
      const seen = (await readAll(filters, order, limit, add)).map(({ id }) => id);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => ids.has(id))).toHaveLength(count);
    }
  });

  it('come in the order that one page of them all has', async () => {
    await insertTickets(database, guildId, SPECS.slice(0, 190));
    for (const order of ['queue', 'newest', 'oldest'] as const) {
      const whole = await reader.page(guildId, null, {}, order, 200);
      expect(await readAll({}, order, 7)).toEqual(whole.items);
    }
  });

  it.each<[string, (cursor: string) => Promise<unknown>]>([
    ['guild', (cursor) => reader.page('100000000000000009', null, {}, 'queue', 10, cursor)],
    ['order', (cursor) => reader.page(guildId, null, {}, 'newest', 10, cursor)],
    ['filter', (cursor) => reader.page(guildId, null, { streams: ['review'] }, 'queue', 10, cursor)],
    ['text', (cursor) => reader.page(guildId, null, {}, 'queue', 10, `${cursor.slice(0, -4)}AAAA`)],
  ])('refuse a cursor of another %s', async (_what, read) => {
    await insertTickets(database, guildId, SPECS.slice(0, 20));
    const { nextCursor } = await reader.page(guildId, null, {}, 'queue', 10);
    await expect(read(nextCursor!)).rejects.toMatchObject({ code: 'bad_cursor' });
  });

  it('take the same filters in another order for the same', async () => {
    await insertTickets(database, guildId, SPECS.slice(0, 20));
    const { nextCursor } = await reader.page(
      guildId,
      null,
      { streams: ['review', 'appeal'], categories: ['spam', 'scam'] },
      'queue',
      5,
    );
    const { items } = await reader.page(
      guildId,
      null,
      { categories: ['scam', 'spam'], streams: ['appeal', 'review'] },
      'queue',
      5,
      nextCursor!,
    );
    expect(items).toHaveLength(5);
  });
});

describe('a walk', () => {
  const wide = newSnowflake(Date.now());
  beforeAll(() => insertManyPlain(wide, 36_000));
  beforeEach(() => {
    guildId = wide;
  });

  it.each<[TicketOrder, TicketFilters]>([
    ['queue', { categories: ['rare'] }],
    ['newest', { categories: ['rare'] }],
    ['oldest', { categories: ['rare'], statuses: ALL }],
    ['newest', { categories: ['rare'], statuses: ['resolved'] }],
    ['newest', { tags: ['rare'], categories: ['rare'], statuses: ALL }],
    ['newest', { q: 'needle', categories: ['rare'], statuses: ALL }],
  ])('in order of %s with %j is cut, and its cursor goes on', async (order, filters) => {
    const whole = await readAll({ statuses: filters.statuses ?? ['open'] }, order, 200);
    const rare = whole.filter(({ category }) => category === 'rare');
    const first = await reader.page(guildId, null, filters, order, 200);
    expect(first.items.length).toBeLessThan(rare.length);
    expect(first.nextCursor).not.toBeNull();
    const found = await readAll(filters, order, 3);
    expect(found.map(({ number }) => number)).toEqual(rare.map(({ number }) => number));
    expect(found.length).toBeGreaterThan(10);
  });
});

/** Every thousandth is rare; two in three are unresolved; all are tagged and found by the same words. */
async function insertManyPlain(guild: string, count: number): Promise<void> {
  await database.query(
    `INSERT INTO tickets (guild_id, id, number, version, stream, status, kind, category, title, subject_type, subject_id,
       priority, priority_parts, source_id, tags, explanation, outcome, resolved_at, signal_count, reporter_count,
       last_signal_at, opened_at, updated_at)
     SELECT $1, gen_random_uuid(), n, 1, 'review', CASE WHEN n % 3 = 0 THEN 'resolved' ELSE 'open' END, 'flag',
       CASE WHEN n % 1000 < 2 THEN 'rare' ELSE 'usual' END, 'Title', 'other', 'x', n % 7, '[]', 's', '{rare}', '{}',
       CASE WHEN n % 3 = 0 THEN 'spam' END, CASE WHEN n % 3 = 0 THEN $2::timestamptz END, 1, 0, $2, t, t
     FROM generate_series(1, $3::int) n, LATERAL (SELECT $2::timestamptz - n * interval '1 second' AS t) x`,
    [guild, NOW, count],
  );
  await database.query(
    `INSERT INTO ticket_search SELECT guild_id, id, 'hay and a needle', '', tags FROM tickets WHERE guild_id = $1`,
    [guild],
  );
  await database.query('ANALYZE tickets, ticket_search');
}
