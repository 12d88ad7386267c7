import { Injectable } from '@nestjs/common';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { ChatInputCommandInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../../interactions/handlers.js';
import { quote } from '../../text/quote.js';
import { described } from '../../text/texts.js';
import { gateTexts } from './gate.texts.js';
import { ReporterBlocks } from './reporter-blocks.js';

@HandlesCommand('unblock')
@Injectable()
export class UnblockCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'senior';
  readonly definition = {
    name: 'unblock',
    ...described(gateTexts, (texts) => texts.unblock),
    contexts: [0],
    options: [
      {
        type: ApplicationCommandOptionType.User as const,
        name: 'user',
        ...described(gateTexts, ({ options }) => options.user),
        required: true,
      },
    ],
  };

  constructor(private readonly blocks: ReporterBlocks) {}

  async run({ interaction, guildId, language }: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const texts = gateTexts[language];
    const member = interaction.options.getUser('user', true);
    const who = quote(member.displayName);
    return (await this.blocks.lift(guildId, member.id)) ? texts.isUnblocked(who) : texts.wasNotBlocked(who);
  }
}
