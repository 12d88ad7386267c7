import { describe, expect, it } from '@jest/globals';
import { givenBack } from './given-back.js';

describe('givenBack', () => {
  it('adds nothing where nothing was written', () => {
    expect(givenBack('Not saved.', ' ', 'en')).toBe('Not saved.');
  });

  it('shows the words in a block that they cannot leave (I12)', () => {
    const answer = givenBack('Not saved.', 'one\n```@everyone **x**', 'en');
    expect(answer).toBe(
      'Not saved.\nNothing is lost. What you wrote, to copy:\n```\none\n`\u200B`\u200B`@everyone **x**\n```',
    );
  });

  it('sends more than a message holds as a file', () => {
    const words = 'long '.repeat(600);
    expect(givenBack('Not saved.', words, 'en')).toEqual({
      content: 'Not saved.\nNothing is lost. What you wrote, to copy:',
      files: [{ attachment: Buffer.from(words), name: 'your-words.txt' }],
    });
  });
});
