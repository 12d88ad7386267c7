import type { Subject } from './signal.js';

export const MAX_TITLE = 120;
/** Enough of a text to fill a title after white space is collapsed, and no work on the rest. */
const EXCERPT_SOURCE = 600;
/** Controls, line separators and what reorders text. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cn}\p{Cs}]+/gu;
const PLAIN = /^[\x20-\x7e]*$/;

/** One line for a queue: the category, then what was said or, when nothing was, who it is about. */
export function titleOf(category: string, text: string, subject: Subject): string {
  const label = oneLine(category.replaceAll('_', ' '));
  const said = oneLine(text) || oneLine(subject.name ?? '') || `${subject.type} ${oneLine(subject.id)}`;
  return cut(`${label.charAt(0).toUpperCase()}${label.slice(1)}: ${said}`);
}

function oneLine(text: string): string {
  const start = text.length > EXCERPT_SOURCE ? text.slice(0, EXCERPT_SOURCE) : text;
  const printable = PLAIN.test(start) ? start : start.replace(UNPRINTABLE, ' ');
  return printable.replace(/\s+/g, ' ').trim();
}

/** By code points: half a surrogate pair is not text. */
function cut(line: string): string {
  if (line.length <= MAX_TITLE) return line;
  const points = Array.from(line);
  return points.length <= MAX_TITLE
    ? line
    : `${points
        .slice(0, MAX_TITLE - 1)
        .join('')
        .trimEnd()}…`;
}
