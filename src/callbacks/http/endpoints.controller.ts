import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Documented, PageQuery } from '#http';
import type { JsonObject } from '#kernel';
import { Keyset, type Page } from '#platform';
import { Authorize } from '#staff';
import { CallbacksService, type EndpointChanges } from '../callbacks.service.js';
import { EndpointStore } from '../db/endpoint.store.js';
import { ChangeEndpointBody, NewEndpointBody } from './endpoint.dto.js';
import { endpointsDocs } from './endpoints.docs.js';
import { ADMIN } from './needs.js';
import { presentEndpoint } from './present-endpoint.js';

const ENDPOINTS = new Keyset('callbacks', { id: 'uuid' });

@Controller('v1/guilds/:guildId/callbacks')
@Documented(endpointsDocs)
export class EndpointsController {
  constructor(
    private readonly callbacks: CallbacksService,
    private readonly store: EndpointStore,
  ) {}

  @Post()
  @Authorize(ADMIN)
  @Header('cache-control', 'no-store')
  async create(@Param('guildId') guildId: string, @Body() body: NewEndpointBody): Promise<JsonObject> {
    const { eventTypes = [], streams = [], url, sourceId = null } = body;
    const details = { name: body.name.trim(), url, eventTypes, streams, sourceId };
    const { endpoint, secret } = await this.callbacks.create(guildId, details);
    return { ...presentEndpoint(endpoint), secret };
  }

  @Get()
  @Authorize(ADMIN)
  async list(
    @Param('guildId') guildId: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<JsonObject>> {
    const after = ENDPOINTS.decode(guildId, cursor);
    const rows = await this.store.page(guildId, limit + 1, after?.id ?? null);
    return ENDPOINTS.page(guildId, rows, limit, ({ id }) => ({ id }), presentEndpoint);
  }

  @Get(':id')
  @Authorize(ADMIN)
  async get(@Param('guildId') guildId: string, @Param('id') id: string): Promise<JsonObject> {
    return presentEndpoint(await this.callbacks.get(guildId, id));
  }

  @Patch(':id')
  @Authorize(ADMIN)
  async change(
    @Param('guildId') guildId: string,
    @Param('id') id: string,
    @Body() body: ChangeEndpointBody,
  ): Promise<JsonObject> {
    return presentEndpoint(await this.callbacks.change(guildId, id, changesOf(body)));
  }

  @Delete(':id')
  @Authorize(ADMIN)
  @HttpCode(204)
  remove(@Param('guildId') guildId: string, @Param('id') id: string): Promise<void> {
    return this.callbacks.remove(guildId, id);
  }

  @Post(':id/secret')
  @Authorize(ADMIN)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async rotateSecret(@Param('guildId') guildId: string, @Param('id') id: string): Promise<JsonObject> {
    const { endpoint, secret } = await this.callbacks.rotateSecret(guildId, id);
    return { ...presentEndpoint(endpoint), secret };
  }

  @Post(':id/test')
  @Authorize(ADMIN)
  @HttpCode(202)
  async test(@Param('guildId') guildId: string, @Param('id') id: string): Promise<JsonObject> {
    return { deliveryId: await this.callbacks.test(guildId, id) };
  }
}

/** Only what was given: a property that is undefined would take away what stands. */
function changesOf({ name, url, eventTypes, streams, status }: ChangeEndpointBody): EndpointChanges {
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(url !== undefined && { url }),
    ...(eventTypes !== undefined && { eventTypes }),
    ...(streams !== undefined && { streams }),
    ...(status !== undefined && { status }),
  };
}
