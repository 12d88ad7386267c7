import { Injectable } from '@nestjs/common';
import type { ButtonInteraction } from 'discord.js';
import { DomainError } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import { HandlesComponent, type Answer, type AnsweringComponent } from '../../interactions/handlers.js';
import { cardArgs } from '../buttons/card-args.js';
import { TicketDesk } from '../desk/ticket-desk.js';
import { Histories } from './histories.js';
import { historyTexts } from './history.texts.js';

/** History on a card: of whom the ticket is about. */
@HandlesComponent('history')
@Injectable()
export class HistoryButton implements AnsweringComponent<ButtonInteraction> {
  readonly needs = 'moderator';

  constructor(
    private readonly desk: TicketDesk,
    private readonly histories: Histories,
  ) {}

  async run(asked: Asked<ButtonInteraction>): Promise<Answer> {
    const { ticketId } = cardArgs(asked.args, asked.language);
    const { ticket } = await this.desk.details(asked, ticketId);
    if (ticket.subjectType !== 'user') {
      throw new DomainError('invalid', 'no_target', historyTexts[asked.language].noMember);
    }
    return this.histories.of(asked, ticket.subjectId);
  }
}
