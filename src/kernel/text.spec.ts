import { describe, expect, it } from '@jest/globals';
import { cleanText, truncateText } from './text.js';

describe('cleanText', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['a\0b', 'a\uFFFDb'],
    ['\uD83D', '\uFFFD'],
    ['x\uDE00y', 'x\uFFFDy'],
    ['\uD83D\uDE00', '😀'],
    ['‮rtl​zero', '‮rtl​zero'],
  ])('%j becomes %j', (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });
});

describe('truncateText', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a😀b', 3, 'a…'],
    ['😀😀', 3, '😀…'],
  ])('%j at %i is %j', (text, max, expected) => {
    expect(truncateText(text, max)).toBe(expected);
    expect(expected.length).toBeLessThanOrEqual(max);
  });
});
