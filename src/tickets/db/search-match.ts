import { TAG } from '../domain/limits.js';
import type { BoundValues } from './bound-values.js';

const MOST_NUMBER = 2_147_483_647;
/** Trigrams are made of letters and digits: with fewer in a row the index has nothing to look for. */
const HAS_TRIGRAM = /[\p{L}\p{N}]{3}/u;

/**
 * Holds for a row `s` of ticket_search that a search finds: by the words of its text (with "…", or and -),
 * by a part of a name or id of its people, or by a tag. Any text is a search; each way has its GIN index.
 */
export function searchMatch(q: string, values: BoundValues): string {
  const words = `to_tsvector('simple', s.body) @@ (SELECT websearch_to_tsquery('simple', ${values.bind(q, 'text')}))`;
  const ways = [words];
  if (HAS_TRIGRAM.test(q)) ways.push(`s.people ILIKE ${values.bindUnseen(`%${escapeLike(q)}%`, 'text')}`);
  const tag = q.trim().toLowerCase();
  if (TAG.test(tag)) ways.push(`s.tags @> ${values.bindUnseen([tag], 'text[]')}`);
  return `(${ways.join(' OR ')})`;
}

/** The ticket's number, when the search is one: `1042`, `#1042`. */
export function numberIn(q: string): number | null {
  const number = Number(/^#?([1-9]\d{0,9})$/.exec(q.trim())?.[1] ?? Number.NaN);
  return number <= MOST_NUMBER ? number : null;
}

function escapeLike(text: string): string {
  return text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`);
}
