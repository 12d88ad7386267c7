import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.js';
import { Searches, type Search } from './searches.js';

interface Answer {
  readonly rows: readonly number[];
}

/** A Postgres whose answers are given by hand, in the order it was asked. */
function postgres() {
  const asked: { query: Search; answer(rows: readonly number[]): void; fail(error: Error): void }[] = [];
  const ask = (query: Search): Promise<Answer> =>
    new Promise((resolve, reject) => {
      asked.push({ query, answer: (rows) => resolve({ rows }), fail: reject });
    });
  return { asked, ask };
}

const GET: Search = { name: 'get_job', values: ['pool', [1, 2]] };
const settle = () => new Promise(setImmediate);

describe('searches for jobs', () => {
  it('are answered together by one that begins after them and finds nothing', async () => {
    const { asked, ask } = postgres();
    const searches = new Searches(ask, 16);
    const all = Promise.all(Array.from({ length: 16 }, () => searches.search(GET)));
    expect(asked).toHaveLength(1);
    asked[0]!.answer([]);
    await settle();
    expect(asked).toHaveLength(2);
    asked[1]!.answer([]);
    expect((await all).map(({ rows }) => rows)).toEqual(Array.from({ length: 16 }, () => []));
    expect(asked).toHaveLength(2);
  });

  it('are not answered by one that had begun before', async () => {
    const { asked, ask } = postgres();
    const searches = new Searches(ask, 16);
    const first = searches.search(GET);
    const second = searches.search(GET);
    asked[0]!.answer([]);
    expect(await first).toEqual({ rows: [] });
    await settle();
    asked[1]!.answer([7]);
    expect(await second).toEqual({ rows: [7] });
  });

  it('go on at once, ever more of them, as long as they find something', async () => {
    const { asked, ask } = postgres();
    const searches = new Searches(ask, 4);
    const all = Promise.all(Array.from({ length: 9 }, () => searches.search(GET)));
    const atOnce: number[] = [];
    for (let answered = 0; answered < 9;) {
      atOnce.push(asked.length - answered);
      for (const each of asked.slice(answered)) each.answer([(answered += 1)]);
      await settle();
    }
    expect(atOnce).toEqual([1, 2, 4, 2]);
    expect((await all).map(({ rows }) => rows)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [n]));
  });

  it('that ask for something else are asked by themselves', async () => {
    const { asked, ask } = postgres();
    const searches = new Searches(ask, 16);
    const first = searches.search(GET);
    const second = searches.search(GET);
    const other = searches.search({ ...GET, values: ['pool', [1]] });
    asked[0]!.answer([]);
    await settle();
    asked[1]!.answer([]);
    await settle();
    asked[2]!.answer([3]);
    expect(await Promise.all([first, second, other])).toEqual([{ rows: [] }, { rows: [] }, { rows: [3] }]);
  });

  it('that fail tell only the one who asked, and the next one asks', async () => {
    const { asked, ask } = postgres();
    const searches = new Searches(ask, 16);
    const first = searches.search(GET);
    const second = searches.search(GET);
    asked[0]!.fail(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    asked[1]!.answer([1]);
    expect(await second).toEqual({ rows: [1] });
  });

  it('that get no answer hold up the others for a while only', async () => {
    const { asked, ask } = postgres();
    const searches = new Searches(ask, 16, 5);
    const first = searches.search(GET);
    const second = searches.search(GET);
    expect(asked).toHaveLength(1);
    await eventually(() => expect(asked).toHaveLength(2));
    asked[1]!.answer([2]);
    expect(await second).toEqual({ rows: [2] });
    const third = searches.search(GET);
    asked[2]!.answer([3]);
    expect(await third).toEqual({ rows: [3] });
    asked[0]!.answer([1]);
    expect(await first).toEqual({ rows: [1] });
  });
});
