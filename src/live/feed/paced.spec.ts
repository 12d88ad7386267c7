import { afterEach, describe, expect, it } from '@jest/globals';
import { Paced } from './paced.js';

const open: Paced[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((paced) => paced.close()));
});

function paced(pace: { leadMs: number; gapMs: number }, work: () => Promise<void>): Paced {
  const made = new Paced('test', pace, work);
  open.push(made);
  return made;
}

/** Resolves when the work was begun for the n-th time. */
function counter() {
  const waiting = new Map<number, () => void>();
  let count = 0;
  return {
    count: () => count,
    begin: () => {
      count += 1;
      waiting.get(count)?.();
      return count;
    },
    times: (n: number) => new Promise<void>((resolve) => waiting.set(n, resolve)),
  };
}

describe('Paced', () => {
  it('runs once for many reasons', async () => {
    const runs = counter();
    const first = runs.times(1);
    const work = paced({ leadMs: 5, gapMs: 0 }, async () => void runs.begin());
    for (let i = 0; i < 10; i += 1) work.wake();
    await first;
    await work.close();
    expect(runs.count()).toBe(1);
  });

  it('runs again for a reason that came while it ran, and never twice at once', async () => {
    const runs = counter();
    const second = runs.times(2);
    let atOnce = 0;
    const work: Paced = paced({ leadMs: 0, gapMs: 0 }, async () => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      if (runs.begin() === 1) work.wake();
      await Promise.resolve();
      atOnce -= 1;
    });
    work.wake();
    await second;
  });

  it('keeps its gap', async () => {
    const runs = counter();
    const third = runs.times(3);
    const begun = performance.now();
    const work: Paced = paced({ leadMs: 0, gapMs: 30 }, async () => {
      runs.begin();
      work.wake();
    });
    work.wake();
    await third;
    expect(performance.now() - begun).toBeGreaterThanOrEqual(55);
  });

  it('tries again what failed, later each time', async () => {
    const runs = counter();
    const third = runs.times(3);
    const begun = performance.now();
    paced({ leadMs: 0, gapMs: 0 }, async () => {
      if (runs.begin() < 3) throw new Error('not yet');
    }).wake();
    await third;
    expect(performance.now() - begun).toBeGreaterThanOrEqual(590);
  });

  it('waits at its close for what runs, and runs no more', async () => {
    const runs = counter();
    const first = runs.times(1);
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- assigned by the promise below
    let finish: () => void = () => {};
    const work: Paced = paced({ leadMs: 0, gapMs: 0 }, () => {
      runs.begin();
      return new Promise((resolve) => (finish = resolve));
    });
    work.wake();
    await first;
    work.wake();
    const closed = work.close();
    finish();
    await closed;
    work.wake();
    expect(runs.count()).toBe(1);
  });
});
