import { Injectable } from '@nestjs/common';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { StringSelectMenuInteraction } from 'discord.js';
import { HandlesComponent, type AskingComponent } from '../../interactions/handlers.js';
import type { Language } from '../../text/texts.js';
import { appealModal } from './appeal-modal.js';
import { shownQuestions } from './appeal-questions.js';

@HandlesComponent('pick-action')
@Injectable()
export class PickActionSelect implements AskingComponent<StringSelectMenuInteraction> {
  modal(
    { values, message }: StringSelectMenuInteraction,
    args: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    return appealModal([values[0] ?? '', ...args], shownQuestions(message, language), language);
  }
}
