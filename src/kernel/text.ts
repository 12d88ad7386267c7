import { createHash } from 'node:crypto';

const NUL = /\0/g;

/**
 * Text as Postgres and every JSON reader can hold it: NUL and lone surrogates become U+FFFD. Says
 * nothing about markup; whoever shows text escapes it for where it is shown (I12).
 */
export function cleanText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replace(NUL, '\uFFFD') : wellFormed;
}

/** At most `max` UTF-16 units of a text, never half a surrogate pair; `…` says that something is missing. */
export function truncateText(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}

/** A short name for any text: 32 hex digits that no two texts share in practice. */
export function digestText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
