import { describe, expect, it } from '@jest/globals';
import { namedModerator } from './named-moderator.js';

const MOD = '210000000000000001';
const OTHER = '210000000000000002';
const TARGET = '210000000000000009';

describe('namedModerator', () => {
  it.each([
    ['a mention', `Banned by <@${MOD}>: selling accounts`, MOD],
    ['a mention with a nickname', `muted by <@!${MOD}>`, MOD],
    ['a name with its id', `Moderator: wren (${MOD}) | Reason: spam`, MOD],
    ['an id in brackets', `Action issued by wren#0 [${MOD}] for raiding`, MOD],
    ['an id alone', `Responsible: ${MOD}`, MOD],
    ['an id that says so', `by wren (ID: ${MOD})`, MOD],
    ['a name first', `wren (${MOD}): posting scams`, MOD],
    ['a name first, in brackets', `[wren (${MOD})] posting scams`, MOD],
    ['the same person twice', `wren (${MOD}): warned by <@${MOD}>`, MOD],
    ['nobody', 'posting scams again and again', null],
    ['two people', `by <@${MOD}> and by <@${OTHER}>`, null],
    ['the member themselves', `asked for by <@${TARGET}>`, null],
    ['an id in passing', `evades the ban of user ${MOD}`, null],
    ['a mention in passing', `insulted <@${MOD}> twice`, null],
    ['a message in brackets', `scam, see (${MOD})`, null],
    ['a number that is too long', `by ${MOD}99999`, null],
    ['nothing', '', null],
  ])('finds %s', (_what, reason, expected) => {
    expect(namedModerator(reason, TARGET)).toBe(expected);
  });

  it('takes no time over a long reason', () => {
    const began = performance.now();
    expect(namedModerator('by '.repeat(20_000), TARGET)).toBeNull();
    expect(namedModerator(`by ${'a'.repeat(50_000)}(`, TARGET)).toBeNull();
    expect(performance.now() - began).toBeLessThan(100);
  });
});
