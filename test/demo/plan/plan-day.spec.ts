import { describe, expect, it } from '@jest/globals';
import { CLOSES, OPENS, planDay } from './plan-day.js';

describe('planDay', () => {
  it.each([
    [7, 7, true],
    [7, 8, false],
    [0, 1, false],
  ])('seeds %i and %i: the same day is %s', (one, other, same) => {
    expect(JSON.stringify(planDay(one)) === JSON.stringify(planDay(other))).toBe(same);
  });

  it.each([1, 7, 42])('of seed %i is in order and holds everything', (seed) => {
    const day = planDay(seed);
    const times = day.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBe(OPENS);
    expect(times.at(-1)).toBeLessThan(CLOSES + 15);
    expect([...new Set(day.map(({ deed }) => deed.type))].toSorted()).toEqual(
      'appeal ask blocked chat claim converse log raid report-command report-message resolve'.split(' '),
    );
  });
});
