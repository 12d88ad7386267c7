import { Injectable } from '@nestjs/common';
import {
  ApplicationCommandOptionType,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type AskingCommand, type Choice } from '../../interactions/handlers.js';
import { described, type Language } from '../../text/texts.js';
import { requestModal } from './request-modal.js';
import { supportTexts } from './support.texts.js';
import { topicName } from './topics.js';

/** `/ticket`: a request for help about one of the guild's topics. */
@HandlesCommand('ticket')
@Injectable()
export class TicketCommand implements AskingCommand<ChatInputCommandInteraction> {
  readonly definition = {
    name: 'ticket',
    ...described(supportTexts, (texts) => texts.description),
    contexts: [0],
    options: [
      {
        type: ApplicationCommandOptionType.String as const,
        name: 'topic',
        ...described(supportTexts, (texts) => texts.option),
        autocomplete: true as const,
        required: true,
      },
    ],
  };

  async complete({ interaction, mapping, language }: Asked<AutocompleteInteraction>): Promise<Choice[]> {
    const typed = interaction.options.getFocused().toLocaleLowerCase();
    return mapping.supportTopics
      .map((topic) => ({ name: topicName(topic, language), value: topic.id }))
      .filter(({ name }) => name.toLocaleLowerCase().includes(typed));
  }

  modal(
    { options }: ChatInputCommandInteraction,
    _args: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    return requestModal(options.getString('topic', true), language);
  }
}
