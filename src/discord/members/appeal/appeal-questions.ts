import type { APIEmbedField } from 'discord-api-types/v10';
import type { Message } from 'discord.js';
import type { AppealRules } from '../../mapping/domain/member-settings.js';
import { quote } from '../../text/quote.js';
import type { Language } from '../../text/texts.js';
import { appealTexts } from './appeal.texts.js';

/** Of a modal. */
const MOST_QUESTIONS = 5;
const LONGEST_QUESTION = 100;

/** The guild's questions, or Docket's own, as the message with the decisions shows them. */
export function questionFields({ questions }: AppealRules, language: Language): APIEmbedField[] {
  const asked = questions.length > 0 ? questions : ownQuestions(language);
  return asked.slice(0, MOST_QUESTIONS).map((question, i) => ({
    name: `${i + 1}`,
    value: quote(question.slice(0, LONGEST_QUESTION)),
  }));
}

/** The same, read from the message that a press or a modal comes with. */
export function shownQuestions(message: Message | null, language: Language): string[] {
  const fields = message?.embeds[0]?.fields ?? [];
  const shown = fields.slice(0, MOST_QUESTIONS).map(({ value }) => value.replace(/\\(.)/g, '$1'));
  return shown.length > 0 ? shown : ownQuestions(language);
}

function ownQuestions(language: Language): string[] {
  return Object.values(appealTexts[language].questions);
}
