import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { described, type Texts } from '../../text/texts.js';
import { deskTexts } from './desk.texts.js';

/** How every command names the ticket it is about; in the thread of a card it goes without saying. */
export const ticketOption = {
  type: ApplicationCommandOptionType.String as const,
  name: 'ticket',
  ...described(deskTexts, (texts) => texts.ticket),
  autocomplete: true as const,
  max_length: 100,
};

interface TextOptionRules {
  readonly most: number;
  readonly required?: boolean;
}

/** An option that takes text of the person's own. */
export function textOption<T>(
  name: string,
  texts: Texts<T>,
  pick: (texts: T) => string,
  { most, required = true }: TextOptionRules,
) {
  return {
    type: ApplicationCommandOptionType.String as const,
    name,
    ...described(texts, pick),
    required,
    max_length: most,
  };
}
