import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { CLOCK, personOf, type Actor, type Clock, type JsonObject } from '#kernel';
import { Documented, PageQuery } from '#http';
import type { Page } from '#platform';
import { Authorize, CurrentActor } from '#staff';
import { TicketReader } from '../db/ticket.reader.js';
import { TicketEvents } from '../ticket-events.js';
import { EventsQuery, SimilarQuery } from './dto/story-queries.js';
import { TicketsQuery } from './dto/tickets-query.js';
import { filtersOf, orderOf } from './filters-of.js';
import { READ } from './needs.js';
import { presentEvent, presentSignal } from './present-story.js';
import { presentDetails, presentLine, presentSimilar } from './present-ticket.js';
import { ticketsDocs } from './tickets.docs.js';

@Controller('v1/guilds/:guildId/tickets')
@Documented(ticketsDocs)
export class TicketsController {
  constructor(
    private readonly tickets: TicketReader,
    private readonly story: TicketEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Authorize(READ)
  async list(
    @Param('guildId') guildId: string,
    @Query() query: TicketsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<JsonObject>> {
    const filters = filtersOf(query, actor);
    const order = orderOf(query, filters);
    const viewer = personOf(actor);
    const page = await this.tickets.page(guildId, viewer, filters, order, query.limit, query.cursor);
    const now = this.clock.now();
    return { ...page, items: page.items.map((ticket) => presentLine(ticket, now)) };
  }

  @Get(':idOrNumber')
  @Authorize(READ)
  async one(
    @Param('guildId') guildId: string,
    @Param('idOrNumber') idOrNumber: string,
    @CurrentActor() actor: Actor,
  ): Promise<JsonObject> {
    const details = await this.tickets.one(guildId, personOf(actor), idOrNumber);
    return presentDetails(details, this.clock.now());
  }

  @Get(':idOrNumber/events')
  @Authorize(READ)
  async events(
    @Param('guildId') guildId: string,
    @Param('idOrNumber') idOrNumber: string,
    @Query() { after, limit, cursor }: EventsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<JsonObject>> {
    const from = BigInt(after ?? 0);
    const page = await this.story.page(guildId, personOf(actor), idOrNumber, from, limit, cursor);
    return { ...page, items: page.items.map(presentEvent) };
  }

  @Get(':idOrNumber/signals')
  @Authorize(READ)
  async signals(
    @Param('guildId') guildId: string,
    @Param('idOrNumber') idOrNumber: string,
    @Query() { limit, cursor }: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<JsonObject>> {
    const page = await this.tickets.signals(guildId, personOf(actor), idOrNumber, limit, cursor);
    return { ...page, items: page.items.map(presentSignal) };
  }

  /** Not paged: the closest few are what helps to decide. */
  @Get(':idOrNumber/similar')
  @Authorize(READ)
  async similar(
    @Param('guildId') guildId: string,
    @Param('idOrNumber') idOrNumber: string,
    @Query() { limit }: SimilarQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<JsonObject>> {
    const similar = await this.tickets.similar(guildId, personOf(actor), idOrNumber, limit);
    const now = this.clock.now();
    return { items: similar.map((ticket) => presentSimilar(ticket, now)), nextCursor: null };
  }
}
