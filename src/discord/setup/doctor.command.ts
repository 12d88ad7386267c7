import { Injectable } from '@nestjs/common';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { ChatInputCommandInteraction } from 'discord.js';
import { CardDesk } from '../cards/card-desk.js';
import type { Asked } from '../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../interactions/handlers.js';
import { described } from '../text/texts.js';
import { Doctor } from './doctor.js';
import { doctorTexts } from './doctor.texts.js';
import { showFindings } from './show-findings.js';

/** `/doctor`: what Docket lacks in this server. */
@HandlesCommand('doctor')
@Injectable()
export class DoctorCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'admin';
  readonly beforeSetup = true;
  readonly definition = {
    name: 'doctor',
    ...described(doctorTexts, (texts) => texts.description),
    contexts: [0],
    options: [
      {
        type: ApplicationCommandOptionType.Boolean as const,
        name: 'retry',
        ...described(doctorTexts, (texts) => texts.retry),
      },
    ],
  };

  constructor(
    private readonly doctor: Doctor,
    private readonly cards: CardDesk,
  ) {}

  async run({ interaction, guildId, language }: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    if (interaction.options.getBoolean('retry') === true) await this.cards.retryRefused(guildId);
    return showFindings(await this.doctor.examine(guildId), language);
  }
}
