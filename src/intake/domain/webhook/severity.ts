import { SEVERITIES, type JsonObject, type Severity } from '#kernel';

const WORDS: readonly (readonly [Severity, RegExp])[] = [
  ['low', /\b(?:resolved|recovered|back online|is up|back up|healthy)\b/i],
  ['critical', /\b(?:critical|fatal|emergency|urgent|disaster|sev-?1|p1)\b/i],
  ['high', /\b(?:high|error|severe|major|sev-?2|p2)\b/i],
  ['medium', /\b(?:medium|moderate|warn|warning|average|sev-?3|p3)\b/i],
  ['low', /\b(?:low|info|information|minor|notice|debug|trivial|sev-?[45]|p[45])\b/i],
];
/** In a headline, `error`, `high` or `info` are often part of a name; these are not. */
const SURE = new Set(['low', 'critical']);

/** The severity a value names: of a field called severity, level, priority … */
export function severityOfWord(text: string): Severity | null {
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** The severity a headline shouts: that something is over, or that it is critical. */
export function severityOfTitle(title: string): Severity | null {
  const found = WORDS.slice(0, 2).find(([, words]) => words.test(title))?.[0];
  return found !== undefined && SURE.has(found) ? found : null;
}

/** Red is high, orange and yellow are medium, any other colour is low, grey and black say nothing. */
export function severityOfColour(colour: number | null): Severity | null {
  if (colour === null) return null;
  const [red, green, blue] = [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
  const top = Math.max(red, green, blue);
  const spread = top - Math.min(red, green, blue);
  if (top < 48 || spread < top * 0.25) return null;
  const hue = hueOf(red, green, blue, spread);
  if (hue < 18 || hue >= 335) return 'high';
  return hue < 70 ? 'medium' : 'low';
}

export function severitySetting(settings: JsonObject): Severity | null {
  return SEVERITIES.find((severity) => severity === settings['severity']) ?? null;
}

function hueOf(red: number, green: number, blue: number, spread: number): number {
  const top = Math.max(red, green, blue);
  if (top === red) return (60 * ((green - blue) / spread) + 360) % 360;
  return top === green ? 60 * ((blue - red) / spread + 2) : 60 * ((red - green) / spread + 4);
}
