import { describe, expect, it } from '@jest/globals';
import { parseUntil } from './parse-until.js';

const NOW = new Date('2026-08-01T12:30:00.000Z');
const ZONE = 'Europe/Berlin';

describe('parseUntil', () => {
  it.each([
    ['2h', '2026-08-01T14:30:00.000Z'],
    ['3d', '2026-08-04T12:30:00.000Z'],
    ['1d 12h', '2026-08-03T00:30:00.000Z'],
    ['90 minutes', '2026-08-01T14:00:00.000Z'],
    ['2 Wochen', '2026-08-15T12:30:00.000Z'],
    ['15:00', '2026-08-01T13:00:00.000Z'],
    ['14:00', '2026-08-02T12:00:00.000Z'],
    ['tomorrow', '2026-08-02T07:00:00.000Z'],
    ['Morgen 8:15', '2026-08-02T06:15:00.000Z'],
    ['2026-08-20', '2026-08-20T07:00:00.000Z'],
    ['2026-08-20T14:00', '2026-08-20T12:00:00.000Z'],
    ['20.08.2026, 14:00', '2026-08-20T12:00:00.000Z'],
    ['2026-12-24 18:00', '2026-12-24T17:00:00.000Z'],
    // Skipped by summer time, and shown twice by its end.
    ['2027-03-28 02:30', '2027-03-28T01:30:00.000Z'],
    ['2026-10-25 02:30', '2026-10-25T01:30:00.000Z'],
    ['2020-01-01', '2020-01-01T08:00:00.000Z'],
  ])('reads %j', (typed, at) => {
    expect(parseUntil(typed, NOW, ZONE)?.toISOString()).toBe(at);
  });

  it.each([
    '',
    'soon',
    '2 fortnights',
    '25:00',
    '2026-02-30',
    '2026-08-20 at noon',
    '31.04.2026',
    '-3h',
    '2h!',
  ])('does not read %j', (typed) => {
    expect(parseUntil(typed, NOW, ZONE)).toBeNull();
  });

  it('reads times in the zone of the guild', () => {
    expect(parseUntil('2026-08-20 14:00', NOW, 'America/New_York')?.toISOString()).toBe(
      '2026-08-20T18:00:00.000Z',
    );
    expect(parseUntil('tomorrow 0:30', NOW, 'Pacific/Auckland')?.toISOString()).toBe(
      '2026-08-02T12:30:00.000Z',
    );
  });
});
