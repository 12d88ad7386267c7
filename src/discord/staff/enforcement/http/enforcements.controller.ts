import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { CLOCK, DomainError, type Clock, type JsonObject } from '#kernel';
import { Documented } from '#http';
import { Authorize } from '#staff';
import { presentTicket, Target, TicketReader, TicketRefused, type CommandTarget } from '#tickets';
import { EnforcementOrders } from '../orders.js';
import { ActBody } from './act.dto.js';
import { enforcementsDocs } from './enforcements.docs.js';
import { orderOf } from './order-of.js';
import { presentEnforcement } from './present-enforcement.js';

/** Acting on members, beside what is done to the ticket. */
@Controller('v1/guilds/:guildId/tickets/:idOrNumber')
@Documented(enforcementsDocs)
export class EnforcementsController {
  constructor(
    private readonly orders: EnforcementOrders,
    private readonly tickets: TicketReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('act')
  @HttpCode(200)
  @Authorize({ role: 'moderator', scopes: [] })
  act(@Target() { guildId, idOrNumber, actor }: CommandTarget, @Body() body: ActBody): Promise<JsonObject> {
    if (actor.type !== 'user') throw new Error('The guard lets no service pass');
    return this.told(async () => {
      const enforcement = await this.orders.give(guildId, actor, orderOf(idOrNumber, body));
      const { ticket } = await this.tickets.one(guildId, actor.id, enforcement.ticketId);
      return {
        ...presentTicket(ticket, this.clock.now()),
        enforcement: presentEnforcement(enforcement),
      };
    });
  }

  /** A refusal carries the ticket as it is, like that of any command. */
  private async told(work: () => Promise<JsonObject>): Promise<JsonObject> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || !(error.cause instanceof TicketRefused)) throw error;
      const { kind, code, message, details, ticket } = error.cause;
      const shown = presentTicket(ticket, this.clock.now());
      throw new DomainError(kind, code, message, { ...details, ticket: shown });
    }
  }
}
