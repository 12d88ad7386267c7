import { describe, expect, it } from '@jest/globals';
import { withoutTickets, type DigestBody } from './digest-body.js';

const ticket = (id: string, rule: string, category: string) => ({ id, rule, category, sourceId: 'source-1' });
const BODY: DigestBody = {
  tickets: 3,
  byRule: [
    { rule: 'links', tickets: 2 },
    { rule: 'flood', tickets: 1 },
  ],
  byCategory: [{ category: 'spam', tickets: 3 }],
  bySource: [{ sourceId: 'source-1', tickets: 3 }],
  top: [
    { ...ticket('a', 'links', 'spam'), number: 1, signals: 9 },
    { ...ticket('b', 'flood', 'spam'), number: 2, signals: 3 },
  ],
};

describe('withoutTickets', () => {
  it('is the whole of it for whoever may see it all', () => {
    expect(withoutTickets(BODY, [])).toEqual(BODY);
  });

  it('I8: leaves no trace of what is hidden: no count, no group, no ticket', () => {
    expect(withoutTickets(BODY, [ticket('b', 'flood', 'spam')])).toEqual({
      tickets: 2,
      byRule: [{ rule: 'links', tickets: 2 }],
      byCategory: [{ category: 'spam', tickets: 2 }],
      bySource: [{ sourceId: 'source-1', tickets: 2 }],
      top: [BODY.top[0]],
    });
  });

  it('I8: is nothing when everything is hidden', () => {
    const all = [ticket('a', 'links', 'spam'), ticket('b', 'flood', 'spam'), ticket('c', 'links', 'spam')];
    expect(withoutTickets(BODY, all)).toBeNull();
  });
});
