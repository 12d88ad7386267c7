import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer } from '../../interactions/handlers.js';
import { described } from '../../text/texts.js';
import { IN_GUILDS, TicketCommand } from '../desk/ticket-command.js';
import { ticketName } from '../desk/ticket-name.js';
import { textOption, ticketOption } from '../desk/ticket-option.js';
import { MOST_NOTE } from '../work/limits.js';
import { remarkTexts } from './remark.texts.js';

/** `/note`: writes what only the team sees. */
@HandlesCommand('note')
@Injectable()
export class NoteCommand extends TicketCommand {
  readonly definition = {
    name: 'note',
    ...described(remarkTexts, (texts) => texts.note),
    contexts: IN_GUILDS,
    options: [textOption('text', remarkTexts, (texts) => texts.noteText, { most: MOST_NOTE }), ticketOption],
  };

  protected async on(ticketId: string, asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const text = asked.interaction.options.getString('text', true);
    const ticket = await this.desk.execute(asked, ticketId, { type: 'note', text });
    return remarkTexts[asked.language].noted(ticketName(ticket));
  }
}
