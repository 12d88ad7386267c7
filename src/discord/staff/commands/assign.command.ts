import { Injectable } from '@nestjs/common';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { ChatInputCommandInteraction } from 'discord.js';
import { DomainError } from '#kernel';
import { StaffDirectory } from '#staff';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer } from '../../interactions/handlers.js';
import { timeText } from '../../text/ages.js';
import { described } from '../../text/texts.js';
import { refusalTexts } from '../desk/refusals.texts.js';
import { TicketChoices } from '../desk/ticket-choices.js';
import { IN_GUILDS, TicketCommand } from '../desk/ticket-command.js';
import { TicketDesk } from '../desk/ticket-desk.js';
import { ticketName } from '../desk/ticket-name.js';
import { ticketOption } from '../desk/ticket-option.js';
import { roleInOption } from '../people/role-in-option.js';
import { claimingTexts } from './claiming.texts.js';

const MEMBER = 'member';

/** `/assign`: hands a ticket over to another member of the team. */
@HandlesCommand('assign')
@Injectable()
export class AssignCommand extends TicketCommand {
  readonly definition = {
    name: 'assign',
    ...described(claimingTexts, (texts) => texts.assign),
    contexts: IN_GUILDS,
    options: [
      {
        type: ApplicationCommandOptionType.User as const,
        name: MEMBER,
        ...described(claimingTexts, (texts) => texts.assignTo),
        required: true,
      },
      ticketOption,
    ],
  };

  constructor(
    desk: TicketDesk,
    choices: TicketChoices,
    private readonly staff: StaffDirectory,
  ) {
    super(desk, choices);
  }

  protected async on(ticketId: string, asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const to = asked.interaction.options.getUser(MEMBER, true).id;
    // Their roles stand in the command itself; a token makes staff of those who are not on Discord's team.
    const isStaff =
      roleInOption(asked, MEMBER) !== 'member' || (await this.staff.staffAmong(asked.guildId, [to])).has(to);
    if (!isStaff) {
      throw new DomainError('invalid', 'not_on_staff', refusalTexts[asked.language].codes.not_on_staff());
    }
    const ticket = await this.desk.execute(asked, ticketId, { type: 'handover', to });
    const until = timeText(ticket.claimExpiresAt ?? ticket.updatedAt, 't');
    return claimingTexts[asked.language].assigned(ticketName(ticket), `<@${to}>`, until);
  }
}
