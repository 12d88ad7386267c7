import { describe, expect, it } from '@jest/globals';
import { plain, quote, quoteBlock } from './quote.js';

describe('I12: quote', () => {
  it.each([
    ['plain words', 'plain words'],
    ['@everyone <@&1> <@2> <#3>', '\\@everyone \\<\\@&1\\> \\<\\@2\\> \\<\\#3\\>'],
    ['[safe](https://evil.example)', '\\[safe\\]\\(https\\://evil\\.example\\)'],
    ['**bold** __u__ ~~s~~ ||spoiler||', '\\*\\*bold\\*\\* \\_\\_u\\_\\_ \\~\\~s\\~\\~ \\|\\|spoiler\\|\\|'],
    ['`code` ```block```', '\\`code\\` \\`\\`\\`block\\`\\`\\`'],
    ['\\*already\\*', '\\\\\\*already\\\\\\*'],
    ['# Heading\n-# small', '\\# Heading \\-\\# small'],
    ['<t:0:R> <:smile:1>', '\\<t\\:0\\:R\\> \\<\\:smile\\:1\\>'],
    ['a\u202Eb\u200Bc\u0000d', 'abcd'],
    ['  spaces\t and\r\nlines ', 'spaces and lines'],
  ])('%j becomes %j', (text, expected) => {
    expect(quote(text)).toBe(expected);
  });

  it('keeps lines inside a block quote, where none of them can leave it', () => {
    expect(quoteBlock('one\n> two\r\n\n\n\n# three\u2028four')).toBe(
      '> one\n> \\> two\n> \n> \\# three\n> four',
    );
  });

  it('leaves plain text as it is but for what cannot be seen', () => {
    expect(plain(' *a* \u202Eb\nc ')).toBe('*a* b c');
  });
});
