import type { SlaPolicy } from '#guilds';
import { localDay, localInstant, WEEKDAYS, weekdayOf } from '#kernel';

export type StaffedWeek = Pick<SlaPolicy, 'staffedHours' | 'timeZone'>;

interface Span {
  readonly start: number;
  readonly end: number;
}

const MINUTE_MS = 60_000;
/** What a year of staffed hours does not hold is due at no time. */
const MOST_DAYS = 366;
const MOST_REMEMBERED = 1_000;

/** Thousands of tickets a second may open under one policy, and most of them on the same few days. */
const remembered = new WeakMap<object, Map<number, readonly Span[]>>();

/**
 * When so many minutes have passed in which the guild was staffed. They are minutes that people are there
 * for, so a span within which the clocks change is an hour shorter or longer. Null when it never is.
 */
export function addStaffedMinutes(from: Date, minutes: number, week: StaffedWeek): Date | null {
  let left = minutes * MINUTE_MS;
  const first = localDay(week.timeZone, from);
  for (let day = first; day < first + MOST_DAYS; day += 1) {
    for (const { start, end } of spansOf(week, day)) {
      const begin = Math.max(start, from.getTime());
      if (end <= begin) continue;
      if (begin + left <= end) return new Date(begin + left);
      left -= end - begin;
    }
  }
  return null;
}

function spansOf(week: StaffedWeek, day: number): readonly Span[] {
  const known = remembered.get(week) ?? new Map<number, readonly Span[]>();
  if (!remembered.has(week)) remembered.set(week, known);
  const spans = known.get(day);
  if (spans) return spans;
  if (known.size >= MOST_REMEMBERED) known.clear();
  const made = openOn(week, day);
  known.set(day, made);
  return made;
}

/** In order, and none within another: two that overlap staff the guild once. */
function openOn({ staffedHours, timeZone }: StaffedWeek, day: number): Span[] {
  const spans = staffedHours[WEEKDAYS[weekdayOf(day)]!]
    .map(({ from, to }) => ({
      start: localInstant(timeZone, day, minuteOf(from), 'first').getTime(),
      end: localInstant(timeZone, day, minuteOf(to), 'last').getTime(),
    }))
    .toSorted((a, b) => a.start - b.start);
  const merged: Span[] = [];
  for (const { start, end } of spans) {
    const covered = merged.at(-1)?.end ?? Number.NEGATIVE_INFINITY;
    if (end > covered) merged.push({ start: Math.max(start, covered), end });
  }
  return merged;
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}
