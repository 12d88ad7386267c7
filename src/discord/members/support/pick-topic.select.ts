import { Injectable } from '@nestjs/common';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { StringSelectMenuInteraction } from 'discord.js';
import { HandlesComponent, type AskingComponent } from '../../interactions/handlers.js';
import type { Language } from '../../text/texts.js';
import { requestModal } from './request-modal.js';

@HandlesComponent('pick-topic')
@Injectable()
export class PickTopicSelect implements AskingComponent<StringSelectMenuInteraction> {
  modal(
    { values }: StringSelectMenuInteraction,
    _args: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    return requestModal(values[0], language);
  }
}
