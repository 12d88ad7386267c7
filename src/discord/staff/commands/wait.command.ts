import { Injectable } from '@nestjs/common';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { ChatInputCommandInteraction } from 'discord.js';
import { WAIT_FOR } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer } from '../../interactions/handlers.js';
import { described, localisations } from '../../text/texts.js';
import { wordTexts } from '../../text/words.texts.js';
import { deskTexts } from '../desk/desk.texts.js';
import { TicketChoices } from '../desk/ticket-choices.js';
import { IN_GUILDS, TicketCommand } from '../desk/ticket-command.js';
import { TicketDesk } from '../desk/ticket-desk.js';
import { textOption, ticketOption } from '../desk/ticket-option.js';
import { MOST_REASON } from '../work/limits.js';
import { Waits } from '../work/waits.js';
import { workTexts } from '../work/work.texts.js';

/** `/wait`: sets a ticket aside. */
@HandlesCommand('wait')
@Injectable()
export class WaitCommand extends TicketCommand {
  readonly definition = {
    name: 'wait',
    ...described(workTexts, (texts) => texts.wait),
    contexts: IN_GUILDS,
    options: [
      {
        type: ApplicationCommandOptionType.String as const,
        name: 'for',
        ...described(workTexts, (texts) => texts.waitFor),
        required: true,
        choices: WAIT_FOR.map((value) => ({
          value,
          name: wordTexts.en.waitFor[value],
          name_localizations: localisations(wordTexts, (words) => words.waitFor[value]),
        })),
      },
      textOption('until', workTexts, (texts) => texts.waitUntil, { most: 60, required: false }),
      textOption('reason', deskTexts, (texts) => texts.reason, { most: MOST_REASON, required: false }),
      ticketOption,
    ],
  };

  constructor(
    desk: TicketDesk,
    choices: TicketChoices,
    private readonly waits: Waits,
  ) {
    super(desk, choices);
  }

  protected on(ticketId: string, asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const { options } = asked.interaction;
    const request = {
      for: options.getString('for', true),
      until: options.getString('until'),
      reason: options.getString('reason'),
    };
    return this.waits.begin(asked, ticketId, request, null);
  }
}
