import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from 'discord.js';
import { described } from '../../text/texts.js';
import { deskTexts } from './desk.texts.js';

/** How every command names the ticket it is about. */
export const ticketOption = {
  type: ApplicationCommandOptionType.String as const,
  name: 'ticket',
  ...described(deskTexts, (texts) => texts.ticket),
  autocomplete: true as const,
  required: true,
};

export function ticketNamed(interaction: ChatInputCommandInteraction): string {
  return interaction.options.getString(ticketOption.name, true);
}
