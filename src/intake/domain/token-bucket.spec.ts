import { describe, expect, it } from '@jest/globals';
import { takeTokens, type TokenBucket } from './token-bucket.js';

describe('takeTokens', () => {
  it.each<[string, TokenBucket | undefined, number, number, object]>([
    [
      'a new bucket is full',
      undefined,
      1,
      0,
      { granted: 1, remaining: 59, retryAfterMs: 0, fullAfterMs: 1000 },
    ],
    [
      'a batch takes what there is',
      { tokens: 3, atMs: 0 },
      5,
      0,
      { granted: 3, remaining: 0, retryAfterMs: 1000 },
    ],
    [
      'an empty one gives nothing',
      { tokens: 0, atMs: 0 },
      1,
      0,
      { granted: 0, retryAfterMs: 1000, fullAfterMs: 60_000 },
    ],
    [
      'it refills steadily',
      { tokens: 0, atMs: 0 },
      5,
      2_500,
      { granted: 2, remaining: 0, retryAfterMs: 500 },
    ],
    [
      'it never holds more than a minute',
      { tokens: 50, atMs: 0 },
      60,
      3_600_000,
      { granted: 60, remaining: 0 },
    ],
    ['a lower limit holds at once', { tokens: 5000, atMs: 0 }, 100, 0, { granted: 60 }],
    ['a clock set back takes nothing away', { tokens: 7, atMs: 9_000 }, 1, 0, { granted: 1, remaining: 6 }],
  ])('%s', (_what, before, wanted, nowMs, expected) => {
    expect(takeTokens(before, 60, wanted, nowMs).grant).toMatchObject(expected);
  });
});
