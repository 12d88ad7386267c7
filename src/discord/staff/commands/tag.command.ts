import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import { DomainError } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer } from '../../interactions/handlers.js';
import { quote } from '../../text/quote.js';
import { described } from '../../text/texts.js';
import { IN_GUILDS, TicketCommand } from '../desk/ticket-command.js';
import { ticketName } from '../desk/ticket-name.js';
import { textOption, ticketOption } from '../desk/ticket-option.js';
import { remarkTexts } from './remark.texts.js';

const MOST_TYPED = 660;

/** `/tag`: puts tags on a ticket and takes them off. */
@HandlesCommand('tag')
@Injectable()
export class TagCommand extends TicketCommand {
  readonly definition = {
    name: 'tag',
    ...described(remarkTexts, (texts) => texts.tag),
    contexts: IN_GUILDS,
    options: [
      textOption('add', remarkTexts, (texts) => texts.tagAdd, { most: MOST_TYPED, required: false }),
      textOption('remove', remarkTexts, (texts) => texts.tagRemove, { most: MOST_TYPED, required: false }),
      ticketOption,
    ],
  };

  protected async on(ticketId: string, asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const { options } = asked.interaction;
    const texts = remarkTexts[asked.language];
    const [add, remove] = [tagsIn(options.getString('add')), tagsIn(options.getString('remove'))];
    if (add.length + remove.length === 0) throw new DomainError('invalid', 'no_tags', texts.tagNothing);
    const ticket = await this.desk.execute(asked, ticketId, { type: 'tag', add, remove });
    const tags = ticket.tags.map(quote).join(', ');
    return tags === '' ? texts.untagged(ticketName(ticket)) : texts.tagged(ticketName(ticket), tags);
  }
}

function tagsIn(typed: string | null): string[] {
  return (typed ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((tag) => tag !== '');
}
