import { Injectable } from '@nestjs/common';
import { DomainError, isUuid } from '#kernel';
import { GuildDirectory } from '#guilds';
import { Database, Metrics } from '#platform';
import { CommandCommitter } from './command-committer.js';
import type { CommandOptions, SingleCommand, SplitRequest } from './command-options.js';
import type { Ticket } from './domain/ticket.js';
import { Restructuring } from './restructuring.js';
import { refusedAs, unknownTicket } from './ticket-refused.js';

const NUMBER = /^#?([1-9]\d{0,9})$/;
const MAX_NUMBER = 2_147_483_647;

/** Every command enters here, whichever door it came through, and goes the same way on. */
@Injectable()
export class TicketService {
  constructor(
    private readonly database: Database,
    private readonly guilds: GuildDirectory,
    private readonly committer: CommandCommitter,
    private readonly restructuring: Restructuring,
    private readonly metrics: Metrics,
  ) {}

  /** The ticket after it. Throws `TicketRefused`, which carries the ticket as it is, or `unknown_ticket`. */
  execute(
    guildId: string,
    ticketId: string,
    command: SingleCommand,
    options: CommandOptions,
  ): Promise<Ticket> {
    return this.counted(command.type, async () => {
      const { ticketPolicy: policy } = await this.guilds.settings(guildId);
      const result = await this.committer.submit({ guildId, ticketId, command, policy, ...options });
      if (result.refusal !== null) throw refusedAs(result.refusal, result.ticket);
      return result.ticket;
    });
  }

  /**
   * Throws as `execute` would, and changes nothing: for what is done outside first and recorded after.
   */
  async check(
    guildId: string,
    ticketId: string,
    command: SingleCommand,
    options: CommandOptions,
  ): Promise<void> {
    const { ticketPolicy: policy } = await this.guilds.settings(guildId);
    const asked = { guildId, ticketId, command, policy, ...options, isQuestion: true };
    const { refusal, ticket } = await this.committer.submit(asked);
    if (refusal !== null) throw refusedAs(refusal, ticket);
  }

  /** Resolves a ticket as a duplicate of another, which takes over its signals; both as they are after it. */
  merge(
    guildId: string,
    ticketId: string,
    intoId: string,
    options: CommandOptions,
  ): Promise<{ ticket: Ticket; into: Ticket }> {
    return this.counted('merge', async () => {
      const { ticketPolicy } = await this.guilds.settings(guildId);
      return this.restructuring.merge(guildId, ticketId, intoId, options, ticketPolicy);
    });
  }

  /** Moves signals to a new ticket; both as they are after it. */
  split(
    guildId: string,
    ticketId: string,
    request: SplitRequest,
    options: CommandOptions,
  ): Promise<{ ticket: Ticket; splitOff: Ticket }> {
    return this.counted('split', async () => {
      const { ticketPolicy } = await this.guilds.settings(guildId);
      return this.restructuring.split(guildId, ticketId, request, options, ticketPolicy);
    });
  }

  /** The id of a ticket named by its id or its number (`1042`, `#1042`). Throws `unknown_ticket`. */
  async idOf(guildId: string, idOrNumber: string): Promise<string> {
    if (isUuid(idOrNumber)) return idOrNumber.toLowerCase();
    const number = Number(NUMBER.exec(idOrNumber)?.[1] ?? Number.NaN);
    if (!(number <= MAX_NUMBER)) throw unknownTicket();
    const [row] = await this.database.query<{ id: string }>(
      'SELECT t.id FROM tickets t WHERE t.guild_id = $1 AND t.number = $2',
      [guildId, number],
    );
    if (row === undefined) throw unknownTicket();
    return row.id;
  }

  private async counted<T>(command: string, work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.metrics.commandHandled(command, 'done');
      return result;
    } catch (error) {
      this.metrics.commandHandled(command, error instanceof DomainError ? error.code : 'failed');
      throw error;
    }
  }
}
