import { describe, expect, it } from '@jest/globals';
import { defaultTicketPolicy } from '#guilds';
import { addStaffedMinutes, type StaffedWeek } from './staffed-time.js';

type Hours = StaffedWeek['staffedHours'];

const NEVER: Hours = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
};
const daily = (...spans: [string, string][]): Hours => {
  const day = spans.map(([from, to]) => ({ from, to }));
  return {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: day,
  };
};
const OFFICE: Hours = { ...daily(['09:00', '17:00']), saturday: [], sunday: [] };
const NIGHT = daily(['00:00', '06:00']);

describe('addStaffedMinutes', () => {
  // 1 August 2026 is a Saturday.
  it.each<[string, Hours, string, string, number, string | null]>([
    ['within a span', daily(['10:00', '22:00']), 'UTC', '2026-08-01T12:00Z', 60, '2026-08-01T13:00Z'],
    ['before it opens', daily(['10:00', '22:00']), 'UTC', '2026-08-01T03:00Z', 60, '2026-08-01T11:00Z'],
    ['after it closed', daily(['10:00', '22:00']), 'UTC', '2026-08-01T23:00Z', 60, '2026-08-02T11:00Z'],
    ['over the night', daily(['10:00', '22:00']), 'UTC', '2026-08-01T21:30Z', 60, '2026-08-02T10:30Z'],
    ['to the very end', daily(['10:00', '22:00']), 'UTC', '2026-08-01T21:00Z', 60, '2026-08-01T22:00Z'],
    ['at the very end', daily(['10:00', '22:00']), 'UTC', '2026-08-01T22:00Z', 1, '2026-08-02T10:01Z'],
    ['over the weekend', OFFICE, 'UTC', '2026-07-31T16:00Z', 120, '2026-08-03T10:00Z'],
    [
      'over two breaks',
      daily(['09:00', '10:00'], ['20:00', '21:00']),
      'UTC',
      '2026-08-01T09:30Z',
      120,
      '2026-08-02T09:30Z',
    ],
    [
      'spans that overlap count once',
      daily(['09:00', '11:00'], ['10:00', '12:00'], ['09:30', '10:30']),
      'UTC',
      '2026-08-01T09:00Z',
      180,
      '2026-08-01T12:00Z',
    ],
    [
      'spans out of order',
      daily(['20:00', '21:00'], ['09:00', '10:00']),
      'UTC',
      '2026-08-01T00:00Z',
      90,
      '2026-08-01T20:30Z',
    ],
    [
      'around the clock',
      daily(['00:00', '24:00']),
      'Asia/Tokyo',
      '2026-08-01T12:00Z',
      1_440,
      '2026-08-02T12:00Z',
    ],
    [
      'by the clocks of the guild',
      daily(['10:00', '22:00']),
      'America/New_York',
      '2026-08-01T12:00Z',
      60,
      '2026-08-01T15:00Z',
    ],
    ['on the day the guild has', OFFICE, 'Pacific/Auckland', '2026-08-02T22:00Z', 60, '2026-08-02T23:00Z'],
    ['half minutes', daily(['10:00', '22:00']), 'UTC', '2026-08-01T12:00Z', 0.5, '2026-08-01T12:00:30Z'],
    ['never staffed', NEVER, 'UTC', '2026-08-01T12:00Z', 1, null],
    [
      'not within a year',
      { ...NEVER, monday: [{ from: '09:00', to: '09:01' }] },
      'UTC',
      '2026-08-01T12:00Z',
      60,
      null,
    ],
    // Berlin puts its clocks forward on 29 March 2026 at 02:00 and back on 25 October 2026 at 03:00.
    ['a night that is an hour short', NIGHT, 'Europe/Berlin', '2026-03-28T23:00Z', 300, '2026-03-29T04:00Z'],
    ['so the next night has the rest', NIGHT, 'Europe/Berlin', '2026-03-28T23:00Z', 360, '2026-03-29T23:00Z'],
    ['a night that is an hour long', NIGHT, 'Europe/Berlin', '2026-10-24T22:00Z', 420, '2026-10-25T05:00Z'],
    [
      'a span that begins where the clocks skip',
      daily(['02:30', '06:00']),
      'Europe/Berlin',
      '2026-03-29T00:00Z',
      30,
      '2026-03-29T02:00Z',
    ],
    [
      'a span that lies where the clocks skip',
      daily(['02:15', '02:45']),
      'Europe/Berlin',
      '2026-03-29T00:00Z',
      30,
      '2026-03-29T01:45Z',
    ],
    [
      'a span that begins at a time shown twice',
      daily(['02:30', '06:00']),
      'Europe/Berlin',
      '2026-10-24T23:00Z',
      60,
      '2026-10-25T01:30Z',
    ],
    [
      'a span that ends at a time shown twice',
      daily(['01:00', '02:30']),
      'Europe/Berlin',
      '2026-10-24T22:00Z',
      150,
      '2026-10-25T01:30Z',
    ],
    [
      'opening hours after the change are as ever',
      daily(['10:00', '22:00']),
      'Europe/Berlin',
      '2026-10-24T19:30Z',
      60,
      '2026-10-25T09:30Z',
    ],
  ])('%s', (_what, staffedHours, timeZone, from, minutes, expected) => {
    const due = addStaffedMinutes(new Date(from), minutes, { staffedHours, timeZone });
    expect(due?.toISOString() ?? null).toBe(expected && new Date(expected).toISOString());
  });

  it('answers the same when asked again', () => {
    const { sla } = defaultTicketPolicy;
    const ask = (): Date | null => addStaffedMinutes(new Date('2026-08-01T21:00Z'), 600, sla);
    expect(ask()).toEqual(new Date('2026-08-02T19:00Z'));
    expect(ask()).toEqual(new Date('2026-08-02T19:00Z'));
  });
});
