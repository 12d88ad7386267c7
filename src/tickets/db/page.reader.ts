import { DomainError } from '#kernel';
import type { Database, Page, Tx } from '#platform';
import { BoundValues } from './bound-values.js';
import { type Finder, findersOf } from './finders.js';
import { isNarrowed, type PageQuestion, partsOf, type Reach } from './page-conditions.js';
import { type Asked, horizonStatement, pageStatement } from './page-statement.js';
import { digestOf } from './ticket-filters.js';
import { keysetOf, type Position, positionOf } from './ticket-order.js';
import type { TicketLine } from './ticket-summary.js';

/** So many tickets that a finder leads to are sorted at once; past it the order leads, and each is asked. */
const MOST_FOUND = 2_000;
/**
 * What a finder's index leads to must at times be read to be sure: the order of a phrase's words, the letters
 * between trigrams. When that takes longer than this there was no finding it, and the order leads.
 */
const MOST_FINDING = '300ms';

/**
 * A page of tickets. What a filter finds by an index of its own is sorted; else the order is walked and each
 * ticket is asked. A walk is bounded: at its end the page may hold fewer than `limit`, even none, with a
 * cursor that goes on from there.
 */
export async function readPage(
  database: Database,
  question: PageQuestion,
  limit: number,
): Promise<Page<TicketLine>> {
  const finders = findersOf(question.filters, question.now);
  for (const finder of finders) {
    const among = await find(database, question.guildId, finder);
    if (among === null) continue;
    const others = finders.filter((other) => other !== finder);
    const rows =
      among.length === 0 ? [] : await rowsOf(database, question, { among, finders: others }, limit);
    return pageOf(question, rows, limit);
  }
  if (finders.length > 0 || isNarrowed(question)) return walk(database, question, finders, limit);
  return pageOf(question, await rowsOf(database, question, {}, limit), limit);
}

/** Null when that is too many, or too slow. */
async function find(database: Database, guildId: string, finder: Finder): Promise<string[] | null> {
  const values = new BoundValues();
  const found = finder.find(values.bind(guildId, 'text'), values);
  const text = `SELECT f.id FROM (${found}) f LIMIT ${MOST_FOUND + 1}`;
  try {
    const rows = await database.transaction(async (tx) => {
      const [, answer] = await Promise.all([
        tx.query(`SET LOCAL statement_timeout = '${MOST_FINDING}'`),
        tx.query<{ id: string }>(text, values.list),
      ]);
      return answer;
    });
    return rows.length > MOST_FOUND ? null : rows.map(({ id }) => id);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'database_timeout') return null;
    throw error;
  }
}

async function walk(
  tx: Tx,
  question: PageQuestion,
  finders: readonly Finder[],
  limit: number,
): Promise<Page<TicketLine>> {
  // A search goes to the horizon at once: to take texts apart twice costs more than to look for it in vain.
  const isQuick = partsOf(question.filters, {}).length === 1 && question.filters.q === undefined;
  const rows = isQuick ? await rowsOf(tx, question, { finders, walks: true }, limit) : [];
  if (rows.length > limit) return pageOf(question, rows, limit);
  const [horizon] = await run<Position>(tx, horizonStatement(question));
  if (horizon === undefined) {
    return pageOf(question, isQuick ? rows : await rowsOf(tx, question, { finders }, limit), limit);
  }
  // Read again up to there: since the walk, tickets may have come before its end or have left.
  const within = await rowsOf(tx, question, { finders, upTo: horizon }, limit);
  const page = pageOf(question, within, limit);
  const { guildId, order, filters } = question;
  return {
    ...page,
    nextCursor: page.nextCursor ?? keysetOf(order, digestOf(filters)).encode(guildId, horizon),
  };
}

function rowsOf(tx: Tx, question: PageQuestion, reach: Reach, limit: number): Promise<TicketLine[]> {
  return run(tx, pageStatement(question, reach, limit + 1));
}

function run<Row>(tx: Tx, { sql, values }: Asked): Promise<Row[]> {
  return tx.query<Row>(sql, values);
}

function pageOf(question: PageQuestion, rows: readonly TicketLine[], limit: number): Page<TicketLine> {
  const { guildId, order, filters } = question;
  return keysetOf(order, digestOf(filters)).page(guildId, rows, limit, positionOf, (line) => line);
}
