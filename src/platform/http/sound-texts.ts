import { cleanText } from '#kernel';

/** The same JSON value with texts, keys included, that every store takes. Recursion is bounded by the depth of bodies. */
export function withSoundTexts(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(withSoundTexts);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [cleanText(key), withSoundTexts(inner)]),
  );
}
