import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../../interactions/handlers.js';
import { described } from '../../text/texts.js';
import { OwnTickets } from './own-tickets.js';
import { statusTexts } from './status.texts.js';

@HandlesCommand('status')
@Injectable()
export class StatusCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'member';
  readonly definition = {
    name: 'status',
    ...described(statusTexts, (texts) => texts.description),
    contexts: [0],
  };

  constructor(private readonly own: OwnTickets) {}

  run(asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    return this.own.page(asked, null);
  }
}
