import { describe, expect, it } from '@jest/globals';
import { KeyTurns } from './key-turns.js';

async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  await new Promise((resolve) => setImmediate(resolve));
  return (await Promise.race([promise, Promise.resolve(pending)])) === pending;
}

describe('KeyTurns', () => {
  it('waits for whoever came earlier and holds one of the keys, and for nobody else', async () => {
    const turns = new KeyTurns();
    const [first, second, third] = [turns.join(), turns.join(), turns.join()];
    await first.take(['a', 'b']);
    const taking = second.take(['b', 'c']);
    await expect(isPending(taking)).resolves.toBe(true);
    await third.take(['d']);
    first.end();
    await taking;
    await expect(isPending(third.take(['c']))).resolves.toBe(true);
    second.end();
  });

  it('lets one who came earlier take what a later one holds, so that no two wait for each other', async () => {
    const turns = new KeyTurns();
    const [first, second] = [turns.join(), turns.join()];
    await second.take(['a']);
    await first.take(['a']);
    await expect(isPending(second.take(['a']))).resolves.toBe(true);
    first.end();
    second.end();
  });

  it('may be taken again by the same one, as a transaction that begins anew does', async () => {
    const turns = new KeyTurns();
    const only = turns.join();
    await only.take(['a']);
    await only.take(['a']);
    only.end();
    await turns.join().take(['a']);
  });
});
