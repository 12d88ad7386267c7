import { Injectable } from '@nestjs/common';
import type { ButtonInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesComponent, type Answer, type AnsweringComponent } from '../../interactions/handlers.js';
import { claimedText } from '../commands/claimed-text.js';
import { TicketDesk } from '../desk/ticket-desk.js';
import { cardArgs } from './card-args.js';

/** Claim on a card. It is about who works on the ticket, so it holds whatever else has changed since. */
@HandlesComponent('claim')
@Injectable()
export class ClaimButton implements AnsweringComponent<ButtonInteraction> {
  readonly needs = 'moderator';

  constructor(private readonly desk: TicketDesk) {}

  async run(asked: Asked<ButtonInteraction>): Promise<Answer> {
    const { ticketId } = cardArgs(asked.args, asked.language);
    const ticket = await this.desk.execute(asked, ticketId, { type: 'claim' });
    return claimedText(ticket, asked.language, await this.desk.othersAt(asked, ticket.id));
  }
}
