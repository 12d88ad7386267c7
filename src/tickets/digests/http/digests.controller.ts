import { Controller, Get, Param, Query } from '@nestjs/common';
import { Documented, PageQuery } from '#http';
import { personOf, type Actor, type JsonObject } from '#kernel';
import type { Page } from '#platform';
import { Authorize, CurrentActor } from '#staff';
import { READ } from '../../http/needs.js';
import { DigestReader, DIGESTS } from '../db/digest.reader.js';
import { digestsDocs } from './digests.docs.js';
import { presentDigest } from './present-digest.js';

@Controller('v1/guilds/:guildId/digests')
@Documented(digestsDocs)
export class DigestsController {
  constructor(private readonly digests: DigestReader) {}

  @Get()
  @Authorize(READ)
  async list(
    @Param('guildId') guildId: string,
    @Query() { limit, cursor }: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<JsonObject>> {
    const after = DIGESTS.decode(guildId, cursor);
    const rows = await this.digests.page(guildId, personOf(actor), limit + 1, after);
    return DIGESTS.page(guildId, rows, limit, ({ periodEnd: end }) => ({ end }), presentDigest);
  }
}
