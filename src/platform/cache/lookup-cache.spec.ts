import { describe, expect, it } from '@jest/globals';
import { LookupCache } from './lookup-cache.js';

/** A cache over a table that counts who asks it, on a clock of its own. */
function lookups(most = 10) {
  const table = new Map<string, string>();
  const asked: string[] = [];
  let ms = 1;
  const cache = new LookupCache<string>({ ttlMs: 2_000, absentTtlMs: 500, most, now: () => ms });
  return {
    table,
    asked,
    cache,
    pass: (passed: number) => (ms += passed),
    get: (key: string) =>
      cache.get(key, async () => {
        asked.push(key);
        const answer = table.get(key) ?? null;
        await Promise.resolve();
        return answer;
      }),
  };
}

const failing = () => Promise.reject(new Error('down'));

describe('LookupCache', () => {
  it('asks once until the answer is too old', async () => {
    const { table, asked, get, pass } = lookups();
    table.set('a', '1');
    expect(await get('a')).toBe('1');
    table.set('a', '2');
    pass(1_900);
    expect(await get('a')).toBe('1');
    pass(200);
    expect(await get('a')).toBe('2');
    expect(asked).toEqual(['a', 'a']);
  });

  it('asks once for all who wait', async () => {
    const { table, asked, get } = lookups();
    table.set('a', '1');
    expect(await Promise.all(Array.from({ length: 50 }, () => get('a')))).toEqual(Array(50).fill('1'));
    expect(asked).toEqual(['a']);
  });

  it('remembers for a shorter while that there is none', async () => {
    const { table, asked, get, pass } = lookups();
    expect(await get('a')).toBeNull();
    table.set('a', '1');
    expect(await get('a')).toBeNull();
    pass(600);
    expect(await get('a')).toBe('1');
    expect(asked).toEqual(['a', 'a']);
  });

  it('keeps its answers through a flood of keys that there are none for', async () => {
    const { table, asked, get } = lookups(10);
    table.set('a', '1');
    await get('a');
    for (let i = 0; i < 1_000; i += 1) await get(`made up ${i}`);
    asked.length = 0;
    expect(await get('a')).toBe('1');
    expect(asked).toEqual([]);
  });

  it('keeps no more answers than it may', async () => {
    const { table, asked, get } = lookups(2);
    for (const key of ['a', 'b', 'c', 'a']) {
      table.set(key, key);
      await get(key);
    }
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('forgets at once, also what is being looked up', async () => {
    const { table, asked, cache, get } = lookups();
    table.set('a', '1');
    const before = get('a');
    table.set('a', '2');
    cache.forget('a');
    expect(await get('a')).toBe('2');
    expect(await before).toBe('1');
    expect(await get('a')).toBe('2');
    cache.forget('a');
    expect(await get('a')).toBe('2');
    expect(asked).toEqual(['a', 'a', 'a']);
  });

  it('passes a failure on and does not keep it', async () => {
    const cache = new LookupCache<string>({ ttlMs: 1_000, most: 10 });
    const both = [cache.get('a', failing), cache.get('a', failing)];
    await expect(both[0]).rejects.toThrow('down');
    await expect(both[1]).rejects.toThrow('down');
    expect(await cache.get('a', async () => 'up')).toBe('up');
  });
});
