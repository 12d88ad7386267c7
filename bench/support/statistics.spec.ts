import { describe, expect, it } from '@jest/globals';
import { median, quantile } from './statistics.js';

describe('statistics', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('the median of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

  it.each([
    [0.5, 51],
    [0.99, 100],
    [1, 100],
  ])('the %d quantile of 1 to 100 is %d', (share, expected) => {
    expect(
      quantile(
        Array.from({ length: 100 }, (_, i) => i + 1),
        share,
      ),
    ).toBe(expected);
  });
});
