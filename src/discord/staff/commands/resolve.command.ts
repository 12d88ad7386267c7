import { Injectable } from '@nestjs/common';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import { DomainError, OUTCOMES, roleAtLeast, type Outcome } from '#kernel';
import { allowedOutcomes } from '#tickets';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer, type Choice } from '../../interactions/handlers.js';
import { described } from '../../text/texts.js';
import { deskTexts } from '../desk/desk.texts.js';
import { IN_GUILDS, TicketCommand } from '../desk/ticket-command.js';
import { textOption, ticketOption } from '../desk/ticket-option.js';
import { MOST_REASON } from '../work/limits.js';
import { outcomeChoices, outcomeOf } from '../work/outcome-choices.js';
import { resolvedText } from '../work/resolved-text.js';
import { workTexts } from '../work/work.texts.js';

/** `/resolve`: closes a ticket with how it ended. */
@HandlesCommand('resolve')
@Injectable()
export class ResolveCommand extends TicketCommand {
  readonly definition = {
    name: 'resolve',
    ...described(workTexts, (texts) => texts.resolve),
    contexts: IN_GUILDS,
    options: [
      {
        type: ApplicationCommandOptionType.String as const,
        name: 'outcome',
        ...described(workTexts, (texts) => texts.outcome),
        required: true,
        autocomplete: true as const,
      },
      textOption('reason', deskTexts, (texts) => texts.reason, { most: MOST_REASON }),
      ticketOption,
      textOption('waiver', workTexts, (texts) => texts.waiver, { most: MOST_REASON, required: false }),
    ],
  };

  override async complete(asked: Asked<AutocompleteInteraction>): Promise<readonly Choice[]> {
    const { name, value } = asked.interaction.options.getFocused(true);
    if (name !== 'outcome') return super.complete(asked);
    return outcomeChoices(await this.fitting(asked), value, asked.language);
  }

  protected async on(ticketId: string, asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const { options } = asked.interaction;
    const outcome = outcomeOf(options.getString('outcome', true), asked.language);
    if (outcome === null) {
      throw new DomainError('invalid', 'unknown_outcome', workTexts[asked.language].unknownOutcome);
    }
    const reason = options.getString('reason', true);
    const waiver = options.getString('waiver');
    const command = { type: 'resolve', outcome, reason, actions: [], waiver } as const;
    return resolvedText(await this.desk.execute(asked, ticketId, command), asked.language);
  }

  /** Those of the ticket that is named already; all of them before it is. */
  private async fitting(asked: Asked<AutocompleteInteraction>): Promise<readonly Outcome[]> {
    if (!roleAtLeast(asked.role, 'moderator')) return [];
    try {
      const named = asked.interaction.options.getString(ticketOption.name);
      const { ticket } = await this.desk.details(asked, await this.desk.ticketIdOf(asked, named));
      return allowedOutcomes(ticket);
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable') return OUTCOMES;
      throw error;
    }
  }
}
