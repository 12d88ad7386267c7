import { Controller, Get, Param } from '@nestjs/common';
import { personOf, type Actor, type JsonObject } from '#kernel';
import { Documented } from '#http';
import { Authorize, CurrentActor } from '#staff';
import { TicketReader } from '#tickets';
import { CardStore } from '../db/card.store.js';
import { PageStore } from '../db/page.store.js';
import { cardDocs } from './card.docs.js';
import { presentCard } from './present-card.js';

@Controller('v1/guilds/:guildId/tickets/:idOrNumber/discord')
@Documented(cardDocs)
export class CardController {
  constructor(
    private readonly tickets: TicketReader,
    private readonly cards: CardStore,
    private readonly pages: PageStore,
  ) {}

  @Get()
  @Authorize({ role: 'moderator', scopes: ['tickets:read', 'tickets:write', 'guild:admin'] })
  async one(
    @Param('guildId') guildId: string,
    @Param('idOrNumber') idOrNumber: string,
    @CurrentActor() actor: Actor,
  ): Promise<JsonObject> {
    const ticketId = await this.tickets.idOf(guildId, personOf(actor), idOrNumber);
    const [card, pages] = await Promise.all([
      this.cards.find(guildId, ticketId),
      this.pages.newest(guildId, ticketId),
    ]);
    return presentCard(card, pages);
  }
}
