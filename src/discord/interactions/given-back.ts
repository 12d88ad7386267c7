import { commonTexts } from '../text/common.texts.js';
import type { Language } from '../text/texts.js';
import type { Answer } from './handlers.js';

const LONGEST_MESSAGE = 2_000;

/** An answer of failure, with what the person wrote, so that they can copy it and lose nothing. */
export function givenBack(answer: string, words: string, language: Language): Answer {
  if (words.trim() === '') return answer;
  const texts = commonTexts[language];
  const whole = `${answer}\n${texts.yourWords}\n${codeBlock(words)}`;
  if (whole.length <= LONGEST_MESSAGE) return whole;
  return {
    content: `${answer}\n${texts.yourWords}`,
    files: [{ attachment: Buffer.from(words), name: 'your-words.txt' }],
  };
}

/** Shown letter by letter; no run of backticks in it can end it. */
function codeBlock(text: string): string {
  return `\`\`\`\n${text.replace(/`(?=`)/g, '`\u200B')}\n\`\`\``;
}
