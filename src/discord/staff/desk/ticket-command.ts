import { Injectable } from '@nestjs/common';
import { InteractionContextType, type RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import type { Answer, AnsweringCommand, Choice } from '../../interactions/handlers.js';
import { TicketChoices } from './ticket-choices.js';
import { TicketDesk } from './ticket-desk.js';
import { ticketOption } from './ticket-option.js';

export const IN_GUILDS = [InteractionContextType.Guild];

/** A command of moderators on one ticket, which is named, or is the one whose thread they are in. */
@Injectable()
export abstract class TicketCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'moderator';
  abstract readonly definition: RESTPostAPIApplicationCommandsJSONBody;
  /** The tickets that are offered while one is typed. */
  protected readonly offered: 'unresolved' | 'resolved' = 'unresolved';

  constructor(
    protected readonly desk: TicketDesk,
    protected readonly choices: TicketChoices,
  ) {}

  async complete(asked: Asked<AutocompleteInteraction>): Promise<readonly Choice[]> {
    return this.choices.offer(asked, this.offered);
  }

  async run(asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const named = asked.interaction.options.getString(ticketOption.name);
    return this.on(await this.desk.ticketIdOf(asked, named), asked);
  }

  protected abstract on(ticketId: string, asked: Asked<ChatInputCommandInteraction>): Promise<Answer>;
}
