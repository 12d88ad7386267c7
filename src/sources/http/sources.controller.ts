import { Body, Controller, Get, Header, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { CONFIG, type Config } from '#config';
import type { JsonObject } from '#kernel';
import { Documented, PageQuery } from '#http';
import type { Page } from '#platform';
import { Authorize } from '#staff';
import { SourceReader, SOURCES } from '../db/source.reader.js';
import { HealthStore } from '../health/db/health.store.js';
import { presentHealth } from '../health/http/present-health.js';
import { SourcesService } from '../sources.service.js';
import { ADMIN, STAFF } from './needs.js';
import { presentSource, presentWithToken } from './present-source.js';
import { changesOf, detailsOf } from './source-details.js';
import { ChangeSourceBody, NewSourceBody } from './source.dto.js';
import { sourcesDocs } from './sources.docs.js';

@Controller('v1/guilds/:guildId/sources')
@Documented(sourcesDocs)
export class SourcesController {
  constructor(
    private readonly sources: SourcesService,
    private readonly reader: SourceReader,
    private readonly health: HealthStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Authorize(ADMIN)
  @Header('cache-control', 'no-store')
  async register(@Param('guildId') guildId: string, @Body() body: NewSourceBody): Promise<JsonObject> {
    const { source, token } = await this.sources.register(guildId, detailsOf(body));
    return presentWithToken(source, token, this.config.http.publicUrl);
  }

  @Get()
  @Authorize(STAFF)
  async list(
    @Param('guildId') guildId: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<JsonObject>> {
    const rows = await this.reader.page(guildId, limit + 1, SOURCES.decode(guildId, cursor));
    const ids = rows.map(({ id }) => id);
    const health = await this.health.ofSources(guildId, ids);
    return SOURCES.page(
      guildId,
      rows,
      limit,
      ({ id }) => ({ id }),
      (source) => ({ ...presentSource(source), health: presentHealth(health.get(source.id)) }),
    );
  }

  @Get(':id')
  @Authorize(STAFF)
  async get(@Param('guildId') guildId: string, @Param('id') id: string): Promise<JsonObject> {
    return presentSource(await this.sources.get(guildId, id));
  }

  @Patch(':id')
  @Authorize(ADMIN)
  async change(
    @Param('guildId') guildId: string,
    @Param('id') id: string,
    @Body() body: ChangeSourceBody,
  ): Promise<JsonObject> {
    return presentSource(await this.sources.change(guildId, id, changesOf(body)));
  }
}
