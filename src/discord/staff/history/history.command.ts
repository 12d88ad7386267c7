import { Injectable } from '@nestjs/common';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { ChatInputCommandInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../../interactions/handlers.js';
import { described } from '../../text/texts.js';
import { IN_GUILDS } from '../desk/ticket-command.js';
import { Histories } from './histories.js';
import { historyTexts } from './history.texts.js';

/** `/history`: what the team knows of a member. */
@HandlesCommand('history')
@Injectable()
export class HistoryCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'moderator';
  readonly definition = {
    name: 'history',
    ...described(historyTexts, (texts) => texts.description),
    contexts: IN_GUILDS,
    options: [
      {
        type: ApplicationCommandOptionType.User as const,
        name: 'member',
        ...described(historyTexts, (texts) => texts.member),
        required: true,
      },
    ],
  };

  constructor(private readonly histories: Histories) {}

  run(asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    return this.histories.of(asked, asked.interaction.options.getUser('member', true).id);
  }
}
