import { describe, expect, it } from '@jest/globals';
import { pauseAfter } from './pause-after.js';

describe('pauseAfter', () => {
  it.each([
    [1, 0, 500],
    [1, 1, 1_000],
    [4, 1, 8_000],
    [6, 1, 30_000],
    [5_000, 0, 15_000],
  ])('failure %i, drawn %d: %i ms', (failures, random, expected) => {
    expect(pauseAfter(failures, random)).toBe(expected);
  });
});
