import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer } from '../../interactions/handlers.js';
import { described } from '../../text/texts.js';
import { IN_GUILDS, TicketCommand } from '../desk/ticket-command.js';
import { ticketName } from '../desk/ticket-name.js';
import { textOption, ticketOption } from '../desk/ticket-option.js';
import { MOST_REPLY } from '../work/limits.js';
import { remarkTexts } from './remark.texts.js';

/** `/reply`: answers the member of a ticket. */
@HandlesCommand('reply')
@Injectable()
export class ReplyCommand extends TicketCommand {
  readonly definition = {
    name: 'reply',
    ...described(remarkTexts, (texts) => texts.reply),
    contexts: IN_GUILDS,
    options: [
      textOption('text', remarkTexts, (texts) => texts.replyText, { most: MOST_REPLY }),
      ticketOption,
    ],
  };

  protected async on(ticketId: string, asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const text = asked.interaction.options.getString('text', true);
    const ticket = await this.desk.execute(asked, ticketId, { type: 'reply', text });
    return remarkTexts[asked.language].replied(ticketName(ticket));
  }
}
