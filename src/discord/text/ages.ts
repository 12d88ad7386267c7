import type { Language } from './texts.js';

const UNITS = [
  { ms: 86_400_000, short: { en: 'd', de: 'T' } },
  { ms: 3_600_000, short: { en: 'h', de: 'h' } },
  { ms: 60_000, short: { en: 'min', de: 'min' } },
] as const;

/** How long ago, in the largest unit that fits: for labels, where Discord shows no timestamps of its own. */
export function ageText(ms: number, language: Language): string {
  const unit = UNITS.find((one) => ms >= one.ms) ?? UNITS[2];
  return `${Math.max(0, Math.floor(ms / unit.ms))} ${unit.short[language]}`;
}

/** A moment as each reader's client shows it: `t` the time, `f` date and time, `R` how far away. */
export function timeText(at: Date, style: 't' | 'f' | 'R'): string {
  return `<t:${Math.floor(at.getTime() / 1_000)}:${style}>`;
}
