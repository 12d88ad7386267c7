import { Injectable } from '@nestjs/common';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer } from '../../interactions/handlers.js';
import { described } from '../../text/texts.js';
import { IN_GUILDS, TicketCommand } from '../desk/ticket-command.js';
import { ticketName } from '../desk/ticket-name.js';
import { ticketOption } from '../desk/ticket-option.js';
import { claimingTexts } from './claiming.texts.js';

/** `/release`: lets go of a ticket. */
@HandlesCommand('release')
@Injectable()
export class ReleaseCommand extends TicketCommand {
  readonly definition = {
    name: 'release',
    ...described(claimingTexts, (texts) => texts.release),
    contexts: IN_GUILDS,
    options: [ticketOption],
  };

  protected async on(ticketId: string, asked: Asked): Promise<Answer> {
    const ticket = await this.desk.execute(asked, ticketId, { type: 'release' });
    return claimingTexts[asked.language].released(ticketName(ticket));
  }
}
