import { describe, expect, it } from '@jest/globals';
import { backoffMs } from './backoff.js';

const BACKOFF = { firstMs: 1_000, maxMs: 60_000 };

describe('backoffMs', () => {
  it.each([
    [1, 0, 500],
    [1, 0.999, 1_000],
    [2, 0.5, 1_500],
    [3, 0, 2_000],
    [6, 0.999, 31_984],
    [7, 0, 30_000],
    [1_000, 0.999, 59_970],
  ])('after %i failures, drawn %f: %i ms', (failures, random, expected) => {
    expect(backoffMs(failures, BACKOFF, random)).toBe(expected);
  });
});
