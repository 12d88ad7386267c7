import { ComponentType } from 'discord-api-types/v10';
import type { MemberAction } from '#tickets';
import type { Asked } from '../../interactions/asked.js';
import { customId } from '../../interactions/domain/custom-id.js';
import type { Answer } from '../../interactions/handlers.js';
import { timeText } from '../../text/ages.js';
import type { Language } from '../../text/texts.js';
import { appealTexts } from './appeal.texts.js';
import { questionFields } from './appeal-questions.js';
import type { Appealable, Refusal } from './domain/appealable.js';

const MOST_OPTIONS = 25;
const MOST_REFUSED = 10;
const SETTLED: ReadonlySet<Refusal['why']> = new Set(['reversed', 'too_late']);

/**
 * The decisions to choose from. The questions stand in it, so that the modal asks just what the member read,
 * whatever the guild changes meanwhile and whichever process opens it.
 */
export function appealList(own: readonly Appealable[], asked: Asked): Answer {
  const { language, mapping, interaction, guildId } = asked;
  const texts = appealTexts[language];
  const refused = own
    .flatMap(({ action, refusal }) =>
      refusal === null || SETTLED.has(refusal.why)
        ? []
        : [`${actionName(action, language)}: ${refusalText(refusal, language)}`],
    )
    .slice(0, MOST_REFUSED);
  const open = own.filter(({ refusal }) => refusal === null).slice(0, MOST_OPTIONS);
  if (open.length === 0) return [texts.nothing, ...refused].join('\n');
  const options = open.map(({ action }) => ({ value: action.id, label: actionName(action, language) }));
  const select = {
    type: ComponentType.StringSelect as const,
    custom_id: customId('pick-action', ...(interaction.guildId === null ? [guildId] : [])),
    placeholder: texts.choose,
    options,
  };
  return {
    content: [texts.chooseBelow, ...refused].join('\n'),
    embeds: [{ fields: questionFields(mapping.appeals, language) }],
    components: [{ type: ComponentType.ActionRow, components: [select] }],
  };
}

export function refusalText(refusal: Refusal, language: Language): string {
  const { refusals } = appealTexts[language];
  switch (refusal.why) {
    case 'under_appeal':
      return refusals.under_appeal(refusal.number);
    case 'too_soon':
      return refusals.too_soon(timeText(refusal.again, 'R'));
    case 'reversed':
    case 'too_late':
    case 'no_attempts_left':
      return refusals[refusal.why];
    default:
      return refusal satisfies never;
  }
}

function actionName({ type, at }: MemberAction, language: Language): string {
  const texts = appealTexts[language];
  return texts.of(texts.types[type], at.toISOString().slice(0, 10));
}
