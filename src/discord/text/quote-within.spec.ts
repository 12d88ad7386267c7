import { describe, expect, it } from '@jest/globals';
import { quote, quoteBlock } from './quote.js';
import { quoteWithin } from './quote-within.js';

describe('quoteWithin', () => {
  it.each([
    ['a short text', 'plain words', 40, 'plain words'],
    ['a long text', 'x'.repeat(100), 10, `${'x'.repeat(9)}…`],
    ['nothing', '', 10, ''],
  ])('shows %s', (_what, text, most, expected) => {
    expect(quoteWithin(text, most, quote)).toBe(expected);
  });

  it.each([quote, quoteBlock])('I12: fits and cuts no escape in half, whatever it is made of', (quoted) => {
    for (const text of ['*'.repeat(5_000), '@everyone\n'.repeat(900), '\u202E`<@&1>`|'.repeat(700)]) {
      const shown = quoteWithin(text, 500, quoted);
      expect(shown.length).toBeLessThanOrEqual(500);
      expect(shown.length).toBeGreaterThan(100);
      expect(shown).not.toMatch(/(^|[^\\])(\\\\)*[*@`|]/);
      expect(shown).not.toMatch(/\\$/);
    }
  });
});
