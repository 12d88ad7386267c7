import { Injectable } from '@nestjs/common';
import { ApplicationCommandType, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { UserContextMenuCommandInteraction } from 'discord.js';
import { customId } from '../../interactions/domain/custom-id.js';
import { HandlesCommand, type AskingCommand } from '../../interactions/handlers.js';
import type { Language } from '../../text/texts.js';
import { reportModal } from './report-modal.js';

@HandlesCommand('Report user')
@Injectable()
export class ReportUserCommand implements AskingCommand<UserContextMenuCommandInteraction> {
  readonly definition = { name: 'Report user', type: ApplicationCommandType.User as const, contexts: [0] };

  modal(
    { targetId }: UserContextMenuCommandInteraction,
    _args: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    return reportModal(customId('report-user', targetId), language, 'user');
  }
}
