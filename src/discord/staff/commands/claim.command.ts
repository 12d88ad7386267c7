import { Injectable } from '@nestjs/common';
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import {
  HandlesCommand,
  type Answer,
  type AnsweringCommand,
  type Choice,
} from '../../interactions/handlers.js';
import { described } from '../../text/texts.js';
import { TicketChoices } from '../desk/ticket-choices.js';
import { TicketDesk } from '../desk/ticket-desk.js';
import { ticketNamed, ticketOption } from '../desk/ticket-option.js';
import { claimedText } from './claimed-text.js';
import { claimingTexts } from './claiming.texts.js';

/** `/claim`: makes a ticket one's own, or renews the claim on it. */
@HandlesCommand('claim')
@Injectable()
export class ClaimCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'moderator';
  readonly definition = {
    name: 'claim',
    ...described(claimingTexts, (texts) => texts.claim),
    contexts: [0],
    options: [ticketOption],
  };

  constructor(
    private readonly desk: TicketDesk,
    private readonly choices: TicketChoices,
  ) {}

  complete(asked: Asked<AutocompleteInteraction>): Promise<Choice[]> {
    return this.choices.offer(asked);
  }

  async run(asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const id = await this.desk.idOf(asked, ticketNamed(asked.interaction));
    const ticket = await this.desk.execute(asked, id, { type: 'claim' });
    return claimedText(ticket, asked.language);
  }
}
