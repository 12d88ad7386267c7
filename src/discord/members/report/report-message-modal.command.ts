import { Injectable } from '@nestjs/common';
import { ApplicationCommandType, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { MessageContextMenuCommandInteraction } from 'discord.js';
import { customId } from '../../interactions/domain/custom-id.js';
import { HandlesCommand, type AskingCommand } from '../../interactions/handlers.js';
import type { Language } from '../../text/texts.js';
import { copyTarget } from './copy-message.js';
import { reportModal } from './report-modal.js';
import { ReportedMessages } from './reported-messages.js';

/** The same with words: what it is about, what happened, screenshots. */
@HandlesCommand('Report message…')
@Injectable()
export class ReportMessageModalCommand implements AskingCommand<MessageContextMenuCommandInteraction> {
  readonly definition = {
    name: 'Report message…',
    type: ApplicationCommandType.Message as const,
    contexts: [0],
  };

  constructor(private readonly messages: ReportedMessages) {}

  modal(
    interaction: MessageContextMenuCommandInteraction,
    _args: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    const copy = copyTarget(interaction.targetMessage);
    this.messages.keep(interaction.user.id, copy);
    // The author too: should the message be gone by then, it is still known whom it is about.
    const id = customId('report-message', copy.channelId, copy.id, copy.author.id);
    return reportModal(id, language, 'message');
  }
}
