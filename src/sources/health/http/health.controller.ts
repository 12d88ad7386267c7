import { Controller, Get, Param } from '@nestjs/common';
import { Documented } from '#http';
import type { JsonObject } from '#kernel';
import { Authorize } from '#staff';
import { STAFF } from '../../http/needs.js';
import { SourcesService } from '../../sources.service.js';
import { HealthStore } from '../db/health.store.js';
import { healthDocs } from './health.docs.js';
import { presentHealth } from './present-health.js';

const HOURS_SHOWN = 48;

@Controller('v1/guilds/:guildId/sources/:id/health')
@Documented(healthDocs)
export class HealthController {
  constructor(
    private readonly sources: SourcesService,
    private readonly health: HealthStore,
  ) {}

  @Get()
  @Authorize(STAFF)
  async get(@Param('guildId') guildId: string, @Param('id') id: string): Promise<JsonObject> {
    await this.sources.get(guildId, id);
    const [health, hours] = await Promise.all([
      this.health.ofSources(guildId, [id]),
      this.health.hours(guildId, id, HOURS_SHOWN),
    ]);
    return {
      health: presentHealth(health.get(id)),
      hours: hours.map(({ hour, accepted, refused }) => ({ hour: hour.toISOString(), accepted, refused })),
    };
  }
}
