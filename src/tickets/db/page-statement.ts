import { digestText } from '#kernel';
import type { Statement } from '#platform';
import { BoundValues } from './bound-values.js';
import { alongOrder, narrowing, type PageQuestion, partsOf, type Reach } from './page-conditions.js';
import { allOf, sight } from './sight.js';
import { ORDERS, QUEUE_RANK } from './ticket-order.js';
import { LINE_LIST } from './ticket-summary.js';

/** A statement with its values. */
export interface Asked {
  readonly sql: string | Statement;
  readonly values: readonly unknown[];
}

/** So many tickets are asked for one page, however few of them answer. */
const MOST_WALKED = 10_000;
/** The same for a search: the whole text of each is taken apart, which takes up to a millisecond. */
const MOST_SEARCHED = 1_000;

function mostWalked({ filters: { q } }: PageQuestion): number {
  return q === undefined ? MOST_WALKED : MOST_SEARCHED;
}

/**
 * The tickets behind the position, in order: at least as many as asked for. The number stands in the text,
 * since a plan for any number of rows is a plan for all of them.
 */
export function pageStatement(question: PageQuestion, reach: Reach, rows: number): Asked {
  const values = new BoundValues();
  const guild = values.bind(question.guildId, 'text');
  const { by, byRanked } = ORDERS[question.order];
  const limit = rows <= 51 ? 51 : 201;
  const parts = partsOf(question.filters, reach).map((part) => {
    const along = alongOrder(question, reach, part, guild, values);
    const rest = allOf(
      narrowing(question, part, values),
      ...(reach.finders ?? []).map((finder) => finder.holds(guild, values)),
      sight(guild, question.viewerId, values),
    );
    if (reach.walks !== true) {
      return `SELECT ${LINE_LIST} FROM tickets t WHERE ${allOf(along, rest)} ORDER BY ${by} LIMIT ${limit}`;
    }
    return `SELECT ${LINE_LIST} FROM (
        SELECT t.*, ${QUEUE_RANK} AS queue_rank FROM tickets t WHERE ${along} ORDER BY ${by} LIMIT ${mostWalked(question)}
      ) t WHERE ${rest ?? 'true'} ORDER BY ${byRanked} LIMIT ${limit}`;
  });
  const text = merged(parts, question, limit);
  return { sql: isFrequent(question, reach) ? named(text) : text, values: values.list };
}

/** The position that a walk ends at; no row when it reaches the end of the list. */
export function horizonStatement(question: PageQuestion): Asked {
  const values = new BoundValues();
  const guild = values.bind(question.guildId, 'text');
  const { by } = ORDERS[question.order];
  const parts = partsOf(question.filters, {}).map(
    (part) => `SELECT ${QUEUE_RANK} AS "rank", t.opened_at AS "openedAt", t.id AS "id" FROM tickets t
      WHERE ${alongOrder(question, {}, part, guild, values)} ORDER BY ${by} LIMIT 1 OFFSET ${mostWalked(question) - 1}`,
  );
  return { sql: merged(parts, question, 1), values: values.list };
}

function merged(parts: readonly string[], { order }: PageQuestion, limit: number): string {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  return `(${parts.join(') UNION ALL (')}) ORDER BY ${ORDERS[order].byLine} LIMIT ${limit}`;
}

/** What consoles ask for all the time, with one filter or none; the other combinations are too many to keep. */
function isFrequent({ filters }: PageQuestion, { among, finders = [], upTo }: Reach): boolean {
  const given = Object.values(filters).filter((value) => value !== undefined);
  return given.length <= 1 && finders.length === 0 && among === undefined && upTo === undefined;
}

function named(text: string): Statement {
  return { name: `tickets_page_${digestText(text)}`, text };
}
