import { describe, expect, it } from '@jest/globals';
import { digestTimes, periodStart } from './digest-times.js';

const iso = (at: Date | null): string | null => at && at.toISOString().slice(0, 16);

describe('digestTimes', () => {
  it.each<[string, string, string, string, number, string[]]>([
    ['the time itself', '2026-08-01T08:45', '2026-08-01T09:00', 'UTC', 9, ['2026-08-01T09:00']],
    ['not from the time on', '2026-08-01T09:00', '2026-08-01T09:15', 'UTC', 9, []],
    ['by local clocks', '2026-08-01T06:45', '2026-08-01T07:00', 'Europe/Berlin', 9, ['2026-08-01T07:00']],
    [
      'the day before in UTC',
      '2026-07-31T20:45',
      '2026-07-31T21:00',
      'Pacific/Auckland',
      9,
      ['2026-07-31T21:00'],
    ],
    [
      'each day of a downtime',
      '2026-08-01T12:00',
      '2026-08-04T08:59',
      'UTC',
      9,
      ['2026-08-02T09:00', '2026-08-03T09:00'],
    ],
    [
      'an hour that the clocks skip',
      '2026-03-28T12:00',
      '2026-03-30T12:00',
      'Europe/Berlin',
      2,
      ['2026-03-29T01:00', '2026-03-30T00:00'],
    ],
    [
      'an hour shown twice, the first time',
      '2026-10-24T12:00',
      '2026-10-26T12:00',
      'Europe/Berlin',
      2,
      ['2026-10-25T00:00', '2026-10-26T01:00'],
    ],
    [
      'midnight that is skipped',
      '2026-04-23T12:00',
      '2026-04-24T12:00',
      'Africa/Cairo',
      0,
      ['2026-04-23T22:00'],
    ],
    [
      'a day that never was',
      '2011-12-29T12:00',
      '2012-01-01T00:00',
      'Pacific/Apia',
      9,
      ['2011-12-29T19:00', '2011-12-30T19:00', '2011-12-31T19:00'],
    ],
  ])('%s', (_what, after, until, zone, hour, expected) => {
    const times = digestTimes(new Date(`${after}Z`), new Date(`${until}Z`), zone, hour);
    expect(times.map(iso)).toEqual(expected);
  });

  it('is exactly one on each of four years of days, however it is cut up', () => {
    const days = new Map<string, number>();
    for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2028, 0, 1); at += 3_600_000) {
      for (const time of digestTimes(new Date(at - 3_600_000), new Date(at), 'America/New_York', 2)) {
        const day = time.toLocaleDateString('sv', { timeZone: 'America/New_York' });
        days.set(day, (days.get(day) ?? 0) + 1);
      }
    }
    expect(days.size).toBe(365 * 4 + 1);
    expect(new Set(days.values())).toEqual(new Set([1]));
  });

  it('is bounded after a long absence', () => {
    expect(digestTimes(new Date('2020-01-01Z'), new Date('2026-08-01Z'), 'UTC', 9)).toHaveLength(30);
  });
});

describe('periodStart', () => {
  it.each<[string, string, string | null, string, number, string | null]>([
    ['the first one', '2026-08-02T09:00', null, 'UTC', 9, '2026-08-01T09:00'],
    ['day after day', '2026-08-02T09:00', '2026-08-01T09:00', 'UTC', 9, '2026-08-01T09:00'],
    ['after days without one', '2026-08-02T09:00', '2026-07-20T09:00', 'UTC', 9, '2026-08-01T09:00'],
    ['the hour has become later', '2026-08-02T12:00', '2026-08-01T09:00', 'UTC', 12, '2026-08-01T09:00'],
    ['the hour has become earlier', '2026-08-02T07:00', '2026-08-01T09:00', 'UTC', 7, '2026-08-01T09:00'],
    ['a second one that day', '2026-08-02T12:00', '2026-08-02T09:00', 'UTC', 12, null],
    ['the same again', '2026-08-02T09:00', '2026-08-02T09:00', 'UTC', 9, null],
    ['a day of 23 hours', '2026-03-29T07:00', '2026-03-28T08:00', 'Europe/Berlin', 9, '2026-03-28T08:00'],
    ['a day of 25 hours, the first one', '2026-10-25T08:00', null, 'Europe/Berlin', 9, '2026-10-24T07:00'],
  ])('%s', (_what, end, last, zone, hour, expected) => {
    const lastEnd = last === null ? null : new Date(`${last}Z`);
    expect(iso(periodStart(new Date(`${end}Z`), lastEnd, zone, hour))).toBe(expected);
  });
});
