import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import { TicketReader, TicketService, type SingleCommand, type Ticket, type TicketDetails } from '#tickets';
import type { Asked, Decider } from '../../interactions/asked.js';
import { SeenWorking } from '../presence/seen-working.js';
import { CardPlaces } from './card-places.js';
import { deskTexts } from './desk.texts.js';
import { refusalText } from './refusal-text.js';

/** Whoever gives one of these looks away from the ticket. */
const DONE_WITH: ReadonlySet<SingleCommand['type']> = new Set(['release', 'resolve']);

/** The way of Discord's commands, buttons and modals to the tickets; refusals are told in the person's language. */
@Injectable()
export class TicketDesk {
  constructor(
    private readonly tickets: TicketService,
    private readonly reader: TicketReader,
    private readonly places: CardPlaces,
    private readonly working: SeenWorking,
  ) {}

  /**
   * The ticket that a person names by its number, or in whose thread they are. What they may not see is not
   * there (I8). Throws `unknown_ticket` and `name_a_ticket`.
   */
  async ticketIdOf(asked: Asked, named: string | null): Promise<string> {
    const { guildId, user, interaction, language } = asked;
    const { channelId } = interaction;
    const name = named ?? (channelId === null ? null : await this.places.ticketOfThread(guildId, channelId));
    if (name === null) throw new DomainError('invalid', 'name_a_ticket', deskTexts[language].nameOne);
    return this.told(asked, () => this.reader.idOf(guildId, user.id, name.trim()));
  }

  /** Everything of a ticket that the person may see. Throws `unknown_ticket`. */
  details(asked: Decider, ticketId: string): Promise<TicketDetails> {
    return this.told(asked, async () => {
      const found = await this.reader.one(asked.guildId, asked.user.id, ticketId);
      this.working.note(asked.guildId, found.ticket.id, asked.user.id);
      return found;
    });
  }

  /** The ticket after the command. Without a version it is given on the ticket as it stands. */
  execute(
    asked: Asked,
    ticketId: string,
    command: SingleCommand,
    version: number | null = null,
  ): Promise<Ticket> {
    const { guildId, actor } = asked;
    return this.told(asked, async () => {
      const ticket = await this.tickets.execute(guildId, ticketId, command, { actor, version });
      if (DONE_WITH.has(command.type)) this.working.done(guildId, ticket.id, asked.user.id);
      else this.working.note(guildId, ticket.id, asked.user.id);
      return ticket;
    });
  }

  /** Who else has it open, on Discord or in a console. */
  async othersAt({ guildId, user }: Decider, ticketId: string): Promise<readonly string[]> {
    return (await this.working.others(guildId, [ticketId], user.id)).get(ticketId) ?? [];
  }

  /** Refuses what `execute` would refuse, and changes nothing. */
  check(asked: Decider, ticketId: string, command: SingleCommand, version: number): Promise<void> {
    const { guildId, actor } = asked;
    return this.told(asked, () => this.tickets.check(guildId, ticketId, command, { actor, version }));
  }

  private async told<T>({ language }: Decider, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      const refusal = new DomainError(error.kind, error.code, refusalText(error, language), error.details);
      refusal.cause = error;
      throw refusal;
    }
  }
}
