const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MOST_FORMATS = 1_000;
const MOST_OFFSETS = 1_000;

/** Which of two instants a wall clock that is put back shows the same time at. */
export type Occurrence = 'first' | 'last';

/** Of many signals that come in the same minute the deadlines are counted from that minute. */
const offsets = new Map<string, number>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day that a place has at an instant, counted from 1 January 1970. */
export function localDay(timeZone: string, at: Date): number {
  return Math.floor((at.getTime() + offsetMs(timeZone, at.getTime())) / DAY_MS);
}

/**
 * When a place's clocks show so many minutes after midnight of a day. A time they skip is as much later as
 * they are put forward; of one they show twice, the occurrence that is asked for.
 */
export function localInstant(
  timeZone: string,
  day: number,
  minuteOfDay: number,
  occurrence: Occurrence = 'first',
): Date {
  const wall = day * DAY_MS + minuteOfDay * MINUTE_MS;
  // A day to either side is on the other side of whatever change of the clocks comes in between.
  const before = offsetMs(timeZone, wall - DAY_MS);
  const after = offsetMs(timeZone, wall + DAY_MS);
  const shown = [wall - before, wall - after].filter((at) => at + offsetMs(timeZone, at) === wall);
  if (shown.length === 0) return new Date(wall - before);
  return new Date(occurrence === 'first' ? Math.min(...shown) : Math.max(...shown));
}

/** 0 is a Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** By how much the clocks of a place are ahead of UTC. They change on whole minutes. */
function offsetMs(timeZone: string, at: number): number {
  const key = `${timeZone} ${Math.floor(at / MINUTE_MS)}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size >= MOST_OFFSETS) offsets.clear();
    offset = readOffsetMs(timeZone, at);
    offsets.set(key, offset);
  }
  return offset;
}

function readOffsetMs(timeZone: string, at: number): number {
  const parts = formatOf(timeZone).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes, seconds = '0'] = /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name) ?? [];
  if (sign === undefined) return 0;
  const ahead = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS + Number(seconds) * 1_000;
  return sign === '-' ? -ahead : ahead;
}

/** Made once: a format takes longer to make than to use a hundred times. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  if (formats.size >= MOST_FORMATS) formats.clear();
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, made);
  return made;
}
