import {
  ComponentType,
  TextInputStyle,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { ModalSubmitInteraction } from 'discord.js';
import { truncateText } from '#kernel';
import { customId } from '../../interactions/domain/custom-id.js';
import { plain } from '../../text/quote.js';
import type { Language } from '../../text/texts.js';
import { appealTexts } from './appeal.texts.js';

const LONGEST_LABEL = 45;
/** What the answers may have together, so that all of them fit into the text of one signal. */
const MOST_TEXT = 3_500;
const MOST_ANSWER = 1_000;

export interface Answered {
  readonly question: string;
  readonly answer: string;
}

/** `args`: of the action, and where it is asked in direct messages of the guild. */
export function appealModal(
  args: readonly string[],
  questions: readonly string[],
  language: Language,
): APIModalInteractionResponseCallbackData {
  const most = Math.min(MOST_ANSWER, Math.floor(MOST_TEXT / questions.length));
  return {
    custom_id: customId('appeal', ...args),
    title: appealTexts[language].title,
    components: questions.map((question, i): APILabelComponent => {
      const text = plain(question);
      return {
        type: ComponentType.Label,
        label: truncateText(text, LONGEST_LABEL),
        // A label is short; what it leaves out stands below it.
        ...(text.length > LONGEST_LABEL && { description: text }),
        component: {
          type: ComponentType.TextInput,
          custom_id: `answer${i}`,
          style: TextInputStyle.Paragraph,
          max_length: most,
        },
      };
    }),
  };
}

/** The questions as they were asked, each with its answer. */
export function readAnswers({ fields }: ModalSubmitInteraction, questions: readonly string[]): Answered[] {
  return questions
    .map((question, i) => ({ question, id: `answer${i}` }))
    .filter(({ id }) => fields.fields.has(id))
    .map(({ question, id }) => ({ question, answer: fields.getTextInputValue(id).trim() }));
}
