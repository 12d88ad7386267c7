/** Zero-width, direction and other invisible controls: they hide or reorder what stands beside them. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
/** What Discord's Markdown, mentions, emoji, timestamps and links are made of; a backslash takes it away from them. */
const MARKUP = /[\\`*_~|<>[\](){}#:@+\-.]/g;

/** Text of somebody else where Discord reads no Markdown: labels, names, options. One line. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
}

/**
 * Text of somebody else where Discord reads Markdown: shown character by character, with no mention, format,
 * link or spoiler, and no line that looks like the bot's own (I12). One line.
 */
export function quote(text: string): string {
  return plain(text).replace(MARKUP, '\\$&');
}

/** The same as a block quote of its own lines: every line begins with `> `. */
export function quoteBlock(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split('\n')
    .map(quote)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
