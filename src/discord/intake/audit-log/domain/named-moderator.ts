const ID = '(\\d{17,20})';
/** `by <@id>`, `Moderator: name (id)`, `issued by name [id]`, `responsible: id`. */
const AFTER_WORD = new RegExp(
  `\\b(?:by|moderator|mod|staff|responsible)\\b\\W{0,4}(?:user\\W{1,3})?` +
    `(?:<@!?${ID}>|${ID}(?!\\d)|[^()\\[\\]<>:;|\\n]{1,40}[([](?:id\\W{0,2})?${ID}[)\\]])`,
  'gi',
);
/** `name (id): reason` and `[name (id)] reason`: what many bots begin with. */
const AT_START = new RegExp(
  `^\\s*\\[?[^()\\[\\]<>:;|\\n]{1,40}\\((?:id\\W{0,2})?${ID}\\)\\]?\\s*[:\\-–—|\\]]`,
  'i',
);
const LONGEST = 600;

/**
 * The moderator whom a bot names in the reason that it gives Discord. Null where nobody, or more than one, or the
 * member themselves is named: a wrong guess would keep somebody from deciding an appeal who may (I7).
 */
export function namedModerator(reason: string, targetId: string | null): string | null {
  const text = reason.slice(0, LONGEST);
  const start = AT_START.exec(text)?.[1];
  const named = new Set(start === undefined ? [] : [start]);
  for (const match of text.matchAll(AFTER_WORD)) {
    const id = match.slice(1).find((group) => group !== undefined);
    if (id !== undefined) named.add(id);
  }
  const [only, ...more] = named;
  return only === undefined || more.length > 0 || only === targetId ? null : only;
}
