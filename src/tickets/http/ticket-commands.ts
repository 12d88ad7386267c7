import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, DomainError, isUuid, personOf, type Clock, type JsonObject } from '#kernel';
import { StaffDirectory } from '#staff';
import type { SingleCommand, SplitRequest } from '../command-options.js';
import { TicketReader } from '../db/ticket.reader.js';
import { TicketRefused } from '../ticket-refused.js';
import { TicketService } from '../ticket.service.js';
import type { CommandTarget } from './command-target.js';
import { presentTicket } from './present-ticket.js';

/** Commands as they come over HTTP: the ticket may be named by its number, and is answered as callers see it. */
@Injectable()
export class TicketCommands {
  constructor(
    private readonly tickets: TicketService,
    private readonly reader: TicketReader,
    private readonly staff: StaffDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The ticket after the command. A refusal carries the ticket as it is. */
  async run(target: CommandTarget, command: SingleCommand, version: number | undefined): Promise<JsonObject> {
    const { guildId, actor } = target;
    const id = await this.idOf(target);
    return this.told(async () => {
      const options = { actor, version: version ?? null };
      return this.present(await this.tickets.execute(guildId, id, command, options));
    });
  }

  async handOver(target: CommandTarget, to: string, version: number): Promise<JsonObject> {
    const staff = await this.staff.staffAmong(target.guildId, [to]);
    if (!staff.has(to)) throw notOnStaff();
    return this.run(target, { type: 'handover', to }, version);
  }

  async merge(target: CommandTarget, into: string, version: number): Promise<JsonObject> {
    const { guildId, actor } = target;
    const id = await this.idOf(target);
    const intoId = await this.seen({ ...target, idOrNumber: into });
    return this.told(async () => {
      const merged = await this.tickets.merge(guildId, id, intoId, { actor, version });
      return { ...this.present(merged.ticket), into: this.present(merged.into) };
    });
  }

  async split(target: CommandTarget, request: SplitRequest, version: number): Promise<JsonObject> {
    const { guildId, actor } = target;
    const id = await this.seen(target);
    return this.told(async () => {
      const signalIds = [...new Set(request.signalIds.map((one) => one.toLowerCase()))];
      const asked = { ...request, signalIds };
      const { ticket, splitOff } = await this.tickets.split(guildId, id, asked, { actor, version });
      return { ...this.present(ticket), splitOff: this.present(splitOff) };
    });
  }

  /** An id is taken as it is: the command itself finds nothing where its actor may see nothing. */
  private async idOf(target: CommandTarget): Promise<string> {
    return isUuid(target.idOrNumber) ? target.idOrNumber.toLowerCase() : this.seen(target);
  }

  /** I8: asked first where a refusal could tell what the ticket is, or which signals are on it. */
  private seen({ guildId, idOrNumber, actor }: CommandTarget): Promise<string> {
    return this.reader.idOf(guildId, personOf(actor), idOrNumber);
  }

  private async told(work: () => Promise<JsonObject>): Promise<JsonObject> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TicketRefused)) throw error;
      const { kind, code, message, details, ticket } = error;
      throw new DomainError(kind, code, message, { ...details, ticket: this.present(ticket) });
    }
  }

  private present(ticket: Parameters<typeof presentTicket>[0]): JsonObject {
    return presentTicket(ticket, this.clock.now());
  }
}

function notOnStaff(): DomainError {
  return new DomainError(
    'invalid',
    'not_on_staff',
    'A ticket is handed over to staff of this guild only. Name a moderator, or have an admin give them a token first.',
    { errors: [{ path: 'to', message: 'must be a member of staff' }] },
  );
}
