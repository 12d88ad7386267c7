import { describe, expect, it } from '@jest/globals';
import { InboundBudget } from './inbound-budget.js';

describe('InboundBudget', () => {
  it('takes a burst, then what time brings', () => {
    const budget = new InboundBudget(0);
    const taken = Array.from({ length: 61 }, () => budget.take(0));
    expect(taken.lastIndexOf('taken')).toBe(59);
    expect(taken[60]).toBe('refused');
    const later = Array.from({ length: 16 }, () => budget.take(1_000));
    expect(later.filter((verdict) => verdict === 'taken')).toHaveLength(15);
  });

  it('gives up on whoever goes on regardless', () => {
    const budget = new InboundBudget(0);
    const verdicts = Array.from({ length: 261 }, () => budget.take(0));
    expect(verdicts.at(-2)).toBe('refused');
    expect(verdicts.at(-1)).toBe('abusive');
  });
});
