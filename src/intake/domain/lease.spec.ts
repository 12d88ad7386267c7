import { describe, expect, it } from '@jest/globals';
import { askFor, mustAsk, spend, type Lease } from './lease.js';

const lease = (over: Partial<Lease> = {}): Lease => ({ held: 0, left: 0, atMs: 0, ...over });

describe('a lease on a shared bucket', () => {
  it.each([
    ['nothing is known', undefined, 1, 0, true],
    ['enough is held', lease({ held: 5 }), 5, 0, false],
    ['too few are held and the bucket had some', lease({ held: 4, left: 100 }), 5, 0, true],
    ['the bucket was empty and nothing can be in it yet', lease(), 1, 99, false],
    ['one may have come in since', lease(), 1, 100, true],
    ['the clock was set back', lease({ atMs: 1_000 }), 1, 0, false],
  ])('asks when it has to: %s', (_what, held, wanted, nowMs, expected) => {
    // 600 a minute: one every 100 ms.
    expect(mustAsk(held, 600, wanted, nowMs)).toBe(expected);
  });

  it.each([
    [undefined, 600, 1, 11],
    [lease({ held: 4 }), 600, 10, 16],
    [lease({ held: 40 }), 600, 10, 10],
    [undefined, 6, 1, 2],
    [undefined, 100_000, 500, 2_166],
  ])("takes a second's worth ahead: %j of %d, wanting %d: %d", (held, limit, wanted, expected) => {
    expect(askFor(held, limit, wanted)).toBe(expected);
  });

  it('gives what it holds, the first ones of a batch', () => {
    const spent = spend(lease({ held: 7, left: 3 }), 600, 10, 0);
    expect(spent.lease).toEqual({ held: 0, left: 3, atMs: 0 });
    expect(spent.grant).toEqual({
      granted: 7,
      limitPerMinute: 600,
      remaining: 3,
      retryAfterMs: 1,
      fullAfterMs: 59_700,
    });
  });

  it('says when to come back', () => {
    const { grant } = spend(lease({ left: 0.25 }), 60, 1, 250);
    expect(grant).toMatchObject({ granted: 0, remaining: 0, retryAfterMs: 500, fullAfterMs: 59_500 });
  });

  it('never says that more is left than the limit', () => {
    const { grant } = spend(lease({ held: 10, left: 600 }), 600, 1, 60_000);
    expect(grant).toMatchObject({ granted: 1, remaining: 600, fullAfterMs: 0 });
  });
});
