import { expect, it } from '@jest/globals';
import { Turns } from './turns.js';

it('lets so many work at once, and the others in their order, whatever becomes of those before them', async () => {
  const turns = new Turns(2);
  const began: number[] = [];
  const ends: (() => void)[] = [];
  const all = [0, 1, 2, 3].map((number) =>
    turns
      .take(async () => {
        began.push(number);
        await new Promise<void>((resolve) => ends.push(resolve));
        if (number === 1) throw new Error('It fails');
      })
      .catch(() => {}),
  );
  await turn();
  expect(began).toEqual([0, 1]);
  ends[1]!();
  await turn();
  expect(began).toEqual([0, 1, 2]);
  ends[0]!();
  await turn();
  expect(began).toEqual([0, 1, 2, 3]);
  for (const end of ends) end();
  await Promise.all(all);
  await turns.take(() => Promise.resolve(void began.push(4)));
  expect(began).toEqual([0, 1, 2, 3, 4]);
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
