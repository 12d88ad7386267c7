import { describe, expect, it } from '@jest/globals';
import { LabelBound } from './label-bound.js';

describe('LabelBound', () => {
  it('keeps the first values and calls the rest other', () => {
    const bound = new LabelBound(2);
    expect(['a', 'b', 'c', 'a', 'd', 'b'].map((value) => bound.of(value))).toEqual([
      'a',
      'b',
      'other',
      'a',
      'other',
      'b',
    ]);
  });
});
