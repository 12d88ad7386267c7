import { localDay, localInstant } from '#kernel';

/** What was missed for longer is not told any more. */
const MOST_DAYS = 31;

/** When a guild's digests fall due after a time and up to another, the newest of them: one each local day. */
export function digestTimes(after: Date, until: Date, timeZone: string, hour: number): Date[] {
  const last = localDay(timeZone, until);
  const first = Math.max(localDay(timeZone, after), last - MOST_DAYS + 1);
  const times = Array.from({ length: last - first + 1 }, (_, i) => digestTime(timeZone, first + i, hour));
  // A day that a place never had would fall on the next.
  return times.filter((at, i) => at > after && at <= until && at.getTime() !== times[i - 1]?.getTime());
}

/**
 * What a digest is about: the day up to its time. When the hour has been changed, from where the digest before
 * ended; null when this day has had its digest.
 */
export function periodStart(end: Date, lastEnd: Date | null, timeZone: string, hour: number): Date | null {
  const day = localDay(timeZone, end);
  const dayBefore = digestTime(timeZone, day - 1, hour);
  if (lastEnd === null) return dayBefore;
  const lastDay = localDay(timeZone, lastEnd);
  if (lastDay >= day) return null;
  return lastDay === day - 1 ? lastEnd : dayBefore;
}

function digestTime(timeZone: string, day: number, hour: number): Date {
  return localInstant(timeZone, day, hour * 60);
}
