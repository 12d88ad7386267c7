import { expect, it } from '@jest/globals';
import { fittingLines } from './fitting-lines.js';

it.each([
  [['abc', 'de'], 10, 'abc\nde'],
  [['abc', 'de'], 6, 'abc\nde'],
  [['abc', 'de', 'f'], 5, 'abc'],
  [[], 5, ''],
])('of %j fit into %d characters: %j', (lines, most, text) => {
  expect(fittingLines(lines, most)).toBe(text);
});
