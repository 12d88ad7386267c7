import { truncateText } from '#kernel';

/** A text shortened until its quoted form fits: escaping makes it longer, and must never be cut in half. */
export function quoteWithin(text: string, most: number, quoted: (text: string) => string): string {
  for (let room = most; room > 0; room = Math.floor(room * 0.7)) {
    const result = quoted(truncateText(text, room));
    if (result.length <= most) return result;
  }
  return '';
}
