import { Injectable } from '@nestjs/common';
import { ApplicationCommandType } from 'discord-api-types/v10';
import type { MessageContextMenuCommandInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../../interactions/handlers.js';
import { copyTarget } from './copy-message.js';
import { Reports } from './reports.js';

/** One tap: the message goes to the team as it is, and triage makes out what it is about. */
@HandlesCommand('Report message')
@Injectable()
export class ReportMessageCommand implements AnsweringCommand<MessageContextMenuCommandInteraction> {
  readonly needs = 'member';
  readonly definition = {
    name: 'Report message',
    type: ApplicationCommandType.Message as const,
    contexts: [0],
  };

  constructor(private readonly reports: Reports) {}

  run(asked: Asked<MessageContextMenuCommandInteraction>): Promise<Answer> {
    const copy = copyTarget(asked.interaction.targetMessage);
    return this.reports.file(asked, {
      category: 'other',
      words: '',
      files: [],
      user: { id: copy.author.id, member: null },
      message: { channelId: copy.channelId, messageId: copy.id },
      copy,
    });
  }
}
