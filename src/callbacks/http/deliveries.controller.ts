import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Documented } from '#http';
import type { JsonObject } from '#kernel';
import type { Page } from '#platform';
import { Authorize } from '#staff';
import { DeliveriesService } from '../deliveries.service.js';
import { deliveriesDocs } from './deliveries.docs.js';
import { DeliveriesQuery } from './deliveries.dto.js';
import { ADMIN } from './needs.js';
import { presentAttempt, presentDelivery } from './present-delivery.js';

@Controller('v1/guilds/:guildId/callbacks/:id/deliveries')
@Documented(deliveriesDocs)
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @Authorize(ADMIN)
  async list(
    @Param('guildId') guildId: string,
    @Param('id') id: string,
    @Query() { state, limit, cursor }: DeliveriesQuery,
  ): Promise<Page<JsonObject>> {
    const page = await this.deliveries.page(guildId, id, state, limit, cursor);
    return { ...page, items: page.items.map(presentDelivery) };
  }

  @Get(':deliveryId')
  @Authorize(ADMIN)
  async get(
    @Param('guildId') guildId: string,
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<JsonObject> {
    const { delivery, attempts } = await this.deliveries.get(guildId, id, deliveryId);
    return { ...presentDelivery(delivery), tries: attempts.map(presentAttempt) };
  }

  @Post(':deliveryId/redeliver')
  @Authorize(ADMIN)
  @HttpCode(202)
  async redeliver(
    @Param('guildId') guildId: string,
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<JsonObject> {
    return presentDelivery(await this.deliveries.again(guildId, id, deliveryId));
  }
}
