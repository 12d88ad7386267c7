const HALF_PAIR = /\p{Surrogate}/gu;

/**
 * The same JSON value with texts, keys included, that every store takes: NUL is dropped, and half a
 * surrogate pair becomes the replacement character. Recursion is bounded by the depth of bodies.
 */
export function withSoundTexts(value: unknown): unknown {
  if (typeof value === 'string') return sound(value);
  if (Array.isArray(value)) return value.map(withSoundTexts);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [sound(key), withSoundTexts(inner)]));
}

function sound(text: string): string {
  return text.replace(HALF_PAIR, '\ufffd').replaceAll('\0', '');
}
