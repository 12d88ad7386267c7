import { describe, expect, it } from '@jest/globals';
import { isShards, shardRange } from './shard-range.js';

describe('shardRange', () => {
  it.each([
    ['0-3/8', { first: 0, last: 3, count: 8 }],
    ['7/8', { first: 7, last: 7, count: 8 }],
    ['0/1', { first: 0, last: 0, count: 1 }],
    ['auto', null],
    ['8/8', null],
    ['3-2/8', null],
    ['0-8/8', null],
    ['0/0', null],
    ['a/b', null],
  ])('%s is %j', (text, range) => {
    expect(shardRange(text)).toEqual(range);
    expect(isShards(text)).toBe(range !== null || text === 'auto');
  });
});
