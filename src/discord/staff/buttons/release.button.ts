import { Injectable } from '@nestjs/common';
import type { ButtonInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesComponent, type Answer, type AnsweringComponent } from '../../interactions/handlers.js';
import { claimingTexts } from '../commands/claiming.texts.js';
import { TicketDesk } from '../desk/ticket-desk.js';
import { ticketName } from '../desk/ticket-name.js';
import { cardArgs } from './card-args.js';

/** Release on a card; like Claim it holds whatever else has changed since. */
@HandlesComponent('release')
@Injectable()
export class ReleaseButton implements AnsweringComponent<ButtonInteraction> {
  readonly needs = 'moderator';

  constructor(private readonly desk: TicketDesk) {}

  async run(asked: Asked<ButtonInteraction>): Promise<Answer> {
    const { ticketId } = cardArgs(asked.args, asked.language);
    const ticket = await this.desk.execute(asked, ticketId, { type: 'release' });
    return claimingTexts[asked.language].released(ticketName(ticket));
  }
}
