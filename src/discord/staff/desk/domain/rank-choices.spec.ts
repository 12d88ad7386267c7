import { describe, expect, it } from '@jest/globals';
import { rankChoices, type Choosable } from './rank-choices.js';

const line = (number: number, title: string): Choosable => ({ id: `id-${number}`, number, title });

const raid = line(104, 'Raid in #general');
const spam = line(10, 'Spam by Ole');
const theft = line(1042, 'Account theft');
const scam = line(7, 'Scam 104 times');
const candidates = { own: [theft], top: [raid, spam, scam, theft], found: [] };

describe('rankChoices', () => {
  it.each<[string, readonly Choosable[]]>([
    ['', [theft, raid, spam, scam]],
    ['10', [spam, theft, raid, scam]],
    ['#104', [raid, theft, scam]],
    ['THEFT', [theft]],
    ['nothing like it', []],
  ])('offers for %j what fits best first', (typed, offered) => {
    expect(rankChoices(typed, candidates, 25)).toEqual(offered);
  });

  it('offers what only the search found last', () => {
    const found = line(3, 'Something else');
    expect(rankChoices('raid', { ...candidates, found: [found] }, 25)).toEqual([raid, found]);
  });

  it('offers no more than asked for', () => {
    expect(rankChoices('', candidates, 2)).toEqual([theft, raid]);
  });
});
