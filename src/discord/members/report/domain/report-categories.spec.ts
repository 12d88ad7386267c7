import { describe, expect, it } from '@jest/globals';
import { CATEGORIES } from '#triage';
import { readCategory, REPORT_CATEGORIES } from './report-categories.js';

describe('REPORT_CATEGORIES', () => {
  it('are all that triage knows but for what is no report', () => {
    const known = Object.keys(CATEGORIES).filter((name) => name !== 'appeal' && name !== 'support');
    expect([...REPORT_CATEGORIES].toSorted()).toEqual(known.toSorted());
  });

  it.each([
    ['scam', 'scam'],
    ['appeal', 'other'],
    [null, 'other'],
  ])('%j is read as %s', (chosen, category) => {
    expect(readCategory(chosen)).toBe(category);
  });
});
