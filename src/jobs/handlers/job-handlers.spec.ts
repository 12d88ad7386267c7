import { describe, expect, it } from '@jest/globals';
import { collectHandlers } from './job-handlers.js';

describe('collectHandlers', () => {
  it('finds the one of each name', () => {
    const handlers = collectHandlers(
      ['a', 'b'],
      [
        ['b', 2],
        ['a', 1],
      ],
    );
    expect([handlers.get('a'), handlers.get('b')]).toEqual([1, 2]);
  });

  it('complains of everything that does not match', () => {
    expect(() =>
      collectHandlers(
        ['a', 'b', 'c'],
        [
          ['a', 1],
          ['a', 2],
          ['x', 3],
          ['c', 4],
        ],
      ),
    ).toThrow('a has two handlers; x has a handler and is no job; b has no handler');
  });
});
