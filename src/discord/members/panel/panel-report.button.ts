import { Injectable } from '@nestjs/common';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { ButtonInteraction } from 'discord.js';
import { customId } from '../../interactions/domain/custom-id.js';
import { HandlesComponent, type AskingComponent } from '../../interactions/handlers.js';
import type { Language } from '../../text/texts.js';
import { reportModal } from '../report/report-modal.js';

@HandlesComponent('panel-report')
@Injectable()
export class PanelReportButton implements AskingComponent<ButtonInteraction> {
  modal(
    _interaction: ButtonInteraction,
    _args: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    return reportModal(customId('report'), language, 'any');
  }
}
