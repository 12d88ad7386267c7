import { Injectable } from '@nestjs/common';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer } from '../../interactions/handlers.js';
import { described } from '../../text/texts.js';
import { IN_GUILDS, TicketCommand } from '../desk/ticket-command.js';
import { ticketOption } from '../desk/ticket-option.js';
import { claimedText } from './claimed-text.js';
import { claimingTexts } from './claiming.texts.js';

/** `/claim`: makes a ticket one's own, or renews the claim on it. */
@HandlesCommand('claim')
@Injectable()
export class ClaimCommand extends TicketCommand {
  readonly definition = {
    name: 'claim',
    ...described(claimingTexts, (texts) => texts.claim),
    contexts: IN_GUILDS,
    options: [ticketOption],
  };

  protected async on(ticketId: string, asked: Asked): Promise<Answer> {
    const ticket = await this.desk.execute(asked, ticketId, { type: 'claim' });
    return claimedText(ticket, asked.language, await this.desk.othersAt(asked, ticket.id));
  }
}
