import { addedDays, localDay, zonedTime, type Day } from './zoned-time.js';

const MINUTE_MS = 60_000;
const DURATION = /^(?:\d{1,5} ?[a-zäöü]+ ?)+$/u;
const PART = /(\d{1,5}) ?([a-zäöü]+)/gu;
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:m|mins?|minutes?|minuten?)$/u, 1],
  [/^(?:h|hours?|std|stunden?)$/u, 60],
  [/^(?:d|days?|t|tage?n?)$/u, 1_440],
  [/^(?:w|weeks?|wochen?)$/u, 10_080],
];

const DAY =
  /^(?:(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})|(?<d2>\d{1,2})\.(?<m2>\d{1,2})\.(?<y2>\d{4})|(?<word>today|tomorrow|heute|morgen))(?:[ t,]+(?<time>.+))?$/u;
const TIME = /^(\d{1,2}):(\d{2})$/u;
/** A day alone means its morning. */
const MORNING = { hour: 9, minute: 0 };

/**
 * When somebody means: `2h`, `1d 12h`, `14:00` (the next one), `tomorrow 9:00`, `2026-08-20`, `20.08.2026 14:00`; dates
 * and times are those of the zone. Null for anything else. Says nothing about whether the time has passed.
 */
export function parseUntil(typed: string, now: Date, timeZone: string): Date | null {
  const text = typed.trim().toLowerCase();
  const minutes = durationMinutes(text);
  if (minutes !== null) return new Date(now.getTime() + minutes * MINUTE_MS);
  const today = localDay(now, timeZone);
  const alone = clockTime(text);
  if (alone !== null) {
    const at = zonedTime(today, alone, timeZone);
    return at > now ? at : zonedTime(addedDays(today, 1), alone, timeZone);
  }
  const { groups } = DAY.exec(text) ?? {};
  if (groups === undefined) return null;
  const day = dayOf(groups, today);
  const time = groups['time'] === undefined ? MORNING : clockTime(groups['time']);
  return day === null || time === null ? null : zonedTime(day, time, timeZone);
}

function durationMinutes(text: string): number | null {
  if (!DURATION.test(text)) return null;
  let minutes = 0;
  for (const [, count = '', name = ''] of text.matchAll(PART)) {
    const unit = UNITS.find(([names]) => names.test(name));
    if (unit === undefined) return null;
    minutes += Number(count) * unit[1];
  }
  return minutes;
}

function clockTime(text: string): { hour: number; minute: number } | null {
  const [, hour = '', minute = ''] = TIME.exec(text.trim()) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null;
  return { hour: Number(hour), minute: Number(minute) };
}

function dayOf(groups: Record<string, string | undefined>, today: Day): Day | null {
  const { word } = groups;
  if (word !== undefined) return word === 'today' || word === 'heute' ? today : addedDays(today, 1);
  const day = {
    year: Number(groups['y'] ?? groups['y2']),
    month: Number(groups['m'] ?? groups['m2']),
    day: Number(groups['d'] ?? groups['d2']),
  };
  const same = addedDays(day, 0);
  return same.month === day.month && same.day === day.day ? day : null;
}
