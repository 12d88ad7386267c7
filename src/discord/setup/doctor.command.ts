import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
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
  };

  constructor(private readonly doctor: Doctor) {}

  async run({ guildId, language }: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    return showFindings(await this.doctor.examine(guildId), language);
  }
}
