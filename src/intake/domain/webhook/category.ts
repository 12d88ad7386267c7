import type { JsonObject } from '#kernel';

/** Words that name a category, the more serious first. */
const WORDS: readonly (readonly [string, RegExp])[] = [
  ['self_harm', /\b(?:self[- ]?harm|suicid\w*)\b/i],
  ['child_safety', /\b(?:csam|grooming|child safety)\b/i],
  ['doxxing', /\bdoxx?(?:ed|ing)?\b/i],
  ['threats', /\bthreat\w*\b/i],
  ['raid', /\braid(?:s|ed|ing)?\b/i],
  ['scam', /\b(?:scam(?:s|med|ming)?|phish(?:ing|ed)?|free nitro|steam gift|token grabber)\b/i],
  ['account_compromise', /\b(?:compromised|hacked) (?:account|user|member)\b/i],
  ['hate', /\b(?:hate speech|slurs?|racis[mt])\b/i],
  ['harassment', /\b(?:harass\w*|bully\w*|insults?)\b/i],
  ['nsfw', /\b(?:nsfw|porn\w*|explicit content|gore)\b/i],
  ['advertising', /\b(?:advertis\w*|invite links?|self[- ]?promo\w*)\b/i],
  ['spam', /\b(?:spam(?:s|med|ming)?|flood(?:ed|ing)?|mass mentions?)\b/i],
  ['mod_action', /\b(?:banned|ban|kicked|kick|muted|mute|timed out|timeout|warned|warn)\b/i],
  ['outage', /\b(?:down|outage|unreachable|firing|resolved|back up|is up)\b/i],
];

export function categoryOfWords(text: string): string | null {
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** Any words as a category: lower case, joined by underscores, at most 40 characters. */
export function categoryOfValue(value: string): string | null {
  const slug = value
    .slice(0, 100)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+/g, '')
    .slice(0, 40)
    .replaceAll(/_+$/g, '');
  return slug === '' ? null : slug;
}

export function categorySetting(settings: JsonObject): string | null {
  const set = settings['category'];
  return typeof set === 'string' ? categoryOfValue(set) : null;
}
