import { Injectable } from '@nestjs/common';
import { ButtonStyle, ComponentType, type APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { ChatInputCommandInteraction } from 'discord.js';
import { DomainError } from '#kernel';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { Messages } from '../../api/messages.js';
import type { Asked } from '../../interactions/asked.js';
import { customId } from '../../interactions/domain/custom-id.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../../interactions/handlers.js';
import { quote } from '../../text/quote.js';
import { described, languageOf } from '../../text/texts.js';
import { panelTexts } from './panel.texts.js';

/** `/panel`: what its buttons do stands in their ids, so it outlives every restart. */
@HandlesCommand('panel')
@Injectable()
export class PanelCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'admin';
  readonly definition = {
    name: 'panel',
    ...described(panelTexts, (texts) => texts.description),
    contexts: [0],
  };

  constructor(private readonly messages: Messages) {}

  async run({ interaction, language }: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    // Read by everybody: in the language of the server.
    const { text, buttons } = panelTexts[languageOf(interaction.guildLocale ?? interaction.locale)];
    const components = [
      button('panel-report', buttons.report, ButtonStyle.Danger),
      button('panel-help', buttons.help, ButtonStyle.Primary),
      button('panel-appeal', buttons.appeal, ButtonStyle.Secondary),
    ];
    try {
      await this.messages.send(interaction.channelId, `panel ${interaction.id}`, {
        content: text,
        components: [{ type: ComponentType.ActionRow, components }],
      });
    } catch (error) {
      if (!(error instanceof DiscordCallFailed) || error.failure === 'retry') throw error;
      throw new DomainError('conflict', 'panel_refused', panelTexts[language].refused(quote(error.message)));
    }
    return panelTexts[language].posted;
  }
}

function button(
  name: string,
  label: string,
  style: APIButtonComponentWithCustomId['style'],
): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, custom_id: customId(name), label, style };
}
