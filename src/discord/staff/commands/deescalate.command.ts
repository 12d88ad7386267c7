import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer } from '../../interactions/handlers.js';
import { described } from '../../text/texts.js';
import { wordTexts } from '../../text/words.texts.js';
import { deskTexts } from '../desk/desk.texts.js';
import { IN_GUILDS, TicketCommand } from '../desk/ticket-command.js';
import { ticketName } from '../desk/ticket-name.js';
import { textOption, ticketOption } from '../desk/ticket-option.js';
import { MOST_REASON } from '../work/limits.js';
import { workTexts } from '../work/work.texts.js';

/** `/deescalate`: brings a ticket back to where such tickets are worked. */
@HandlesCommand('deescalate')
@Injectable()
export class DeescalateCommand extends TicketCommand {
  readonly definition = {
    name: 'deescalate',
    ...described(workTexts, (texts) => texts.deescalate),
    contexts: IN_GUILDS,
    options: [textOption('reason', deskTexts, (texts) => texts.reason, { most: MOST_REASON }), ticketOption],
  };

  protected async on(ticketId: string, asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const reason = asked.interaction.options.getString('reason', true);
    const ticket = await this.desk.execute(asked, ticketId, { type: 'deescalate', reason });
    return workTexts[asked.language].deescalated(
      ticketName(ticket),
      wordTexts[asked.language].streams[ticket.stream],
    );
  }
}
