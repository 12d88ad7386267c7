import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import { TicketReader, TicketService, type SingleCommand, type Ticket } from '#tickets';
import type { Asked } from '../../interactions/asked.js';
import { refusalText } from './refusal-text.js';

/** The way of Discord's commands, buttons and modals to the tickets; refusals are told in the person's language. */
@Injectable()
export class TicketDesk {
  constructor(
    private readonly tickets: TicketService,
    private readonly reader: TicketReader,
  ) {}

  /** The id of the ticket that a person names by its number; what they may not see is not there (I8). */
  idOf(asked: Asked, named: string): Promise<string> {
    return this.told(asked, () => this.reader.idOf(asked.guildId, asked.user.id, named.trim()));
  }

  /** The ticket after the command. Without a version it is given on the ticket as it stands. */
  execute(
    asked: Asked,
    ticketId: string,
    command: SingleCommand,
    version: number | null = null,
  ): Promise<Ticket> {
    const { guildId, actor } = asked;
    return this.told(asked, () => this.tickets.execute(guildId, ticketId, command, { actor, version }));
  }

  private async told<T>({ language }: Asked, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      throw new DomainError(error.kind, error.code, refusalText(error, language), error.details);
    }
  }
}
