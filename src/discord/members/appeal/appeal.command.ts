import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../../interactions/handlers.js';
import { described } from '../../text/texts.js';
import { appealList } from './appeal-list.js';
import { appealTexts } from './appeal.texts.js';
import { OwnActions } from './own-actions.js';

/** `/appeal`: open to everybody, also to those whose reports are not taken. */
@HandlesCommand('appeal')
@Injectable()
export class AppealCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'member';
  readonly definition = {
    name: 'appeal',
    ...described(appealTexts, (texts) => texts.description),
    contexts: [0],
  };

  constructor(private readonly own: OwnActions) {}

  async run(asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    return appealList(await this.own.of(asked), asked.mapping.appeals, asked.language);
  }
}
