import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localDay, localInstant, weekdayOf, type Occurrence } from './local-time.js';

const dayOf = (date: string): number => Date.parse(`${date}T00:00Z`) / 86_400_000;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

describe('localInstant', () => {
  it.each<[string, string, string, Occurrence, string]>([
    ['UTC', '2026-08-01', '09:00', 'first', '2026-08-01T09:00Z'],
    ['Europe/Berlin', '2026-08-01', '09:00', 'first', '2026-08-01T07:00Z'],
    ['Europe/Berlin', '2026-01-01', '00:00', 'first', '2025-12-31T23:00Z'],
    ['Europe/Berlin', '2026-08-01', '24:00', 'first', '2026-08-01T22:00Z'],
    ['Asia/Kathmandu', '2026-08-01', '09:00', 'first', '2026-08-01T03:15Z'],
    ['Pacific/Kiritimati', '2026-08-01', '00:00', 'first', '2026-07-31T10:00Z'],
    // Put forward on 29 March 2026, from 02:00 to 03:00.
    ['Europe/Berlin', '2026-03-29', '01:59', 'first', '2026-03-29T00:59Z'],
    ['Europe/Berlin', '2026-03-29', '02:00', 'first', '2026-03-29T01:00Z'],
    ['Europe/Berlin', '2026-03-29', '02:30', 'last', '2026-03-29T01:30Z'],
    ['Europe/Berlin', '2026-03-29', '03:00', 'first', '2026-03-29T01:00Z'],
    ['Europe/Berlin', '2026-03-29', '09:00', 'first', '2026-03-29T07:00Z'],
    // Put back on 25 October 2026, from 03:00 to 02:00.
    ['Europe/Berlin', '2026-10-25', '01:59', 'last', '2026-10-24T23:59Z'],
    ['Europe/Berlin', '2026-10-25', '02:30', 'first', '2026-10-25T00:30Z'],
    ['Europe/Berlin', '2026-10-25', '02:30', 'last', '2026-10-25T01:30Z'],
    ['Europe/Berlin', '2026-10-25', '03:00', 'first', '2026-10-25T02:00Z'],
    ['America/New_York', '2026-03-08', '02:30', 'first', '2026-03-08T07:30Z'],
    ['America/New_York', '2026-11-01', '01:30', 'first', '2026-11-01T05:30Z'],
    ['America/New_York', '2026-11-01', '01:30', 'last', '2026-11-01T06:30Z'],
    // By half an hour.
    ['Australia/Lord_Howe', '2026-10-04', '02:10', 'first', '2026-10-03T15:40Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', 'last', '2026-04-04T15:15Z'],
    // At midnight, so that the day begins at one.
    ['Africa/Cairo', '2026-04-24', '00:00', 'first', '2026-04-23T22:00Z'],
    // A day that a place never had.
    ['Pacific/Apia', '2011-12-30', '09:00', 'first', '2011-12-30T19:00Z'],
  ])('%s on %s at %s, the %s time', (zone, date, time, occurrence, expected) => {
    expect(localInstant(zone, dayOf(date), minuteOf(time), occurrence)).toEqual(new Date(expected));
  });
});

describe('localDay', () => {
  it.each([
    ['UTC', '2026-08-01T23:59:59.999Z', '2026-08-01'],
    ['Europe/Berlin', '2026-08-01T22:00Z', '2026-08-02'],
    ['America/Los_Angeles', '2026-08-01T06:59Z', '2026-07-31'],
    ['Pacific/Kiritimati', '2026-08-01T10:00Z', '2026-08-02'],
    ['UTC', '1969-12-31T23:59Z', '1969-12-31'],
  ])('%s at %s is %s', (zone, at, date) => {
    expect(localDay(zone, new Date(at))).toBe(dayOf(date));
  });

  it('has every instant within its own day, whatever the clocks do', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Casablanca'),
        fc.integer({ min: Date.UTC(2020), max: Date.UTC(2035) }),
        (zone, ms) => {
          const day = localDay(zone, new Date(ms));
          return +localInstant(zone, day, 0) <= ms && ms < +localInstant(zone, day + 1, 0, 'last');
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('weekdayOf', () => {
  it.each([
    ['2026-08-03', 0],
    ['2026-08-09', 6],
    ['1970-01-01', 3],
    ['1969-12-29', 0],
  ])('%s is day %i of its week', (date, weekday) => {
    expect(weekdayOf(dayOf(date))).toBe(weekday);
  });
});
