import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Documented, PageQuery } from '#http';
import { personOf, type Actor, type JsonObject } from '#kernel';
import type { Page } from '#platform';
import { Authorize, CurrentActor, type Needs } from '#staff';
import { EvidenceFiles } from '../evidence-files.js';
import { evidenceDocs } from './evidence.docs.js';
import { presentEvidence } from './present-evidence.js';
import { sendFile } from './send-file.js';

const READ: Needs = { role: 'moderator', scopes: ['tickets:read', 'tickets:write', 'guild:admin'] };

@Controller('v1/guilds/:guildId/tickets/:idOrNumber/evidence')
@Documented(evidenceDocs)
export class EvidenceController {
  constructor(private readonly files: EvidenceFiles) {}

  @Get()
  @Authorize(READ)
  async list(
    @Param('guildId') guildId: string,
    @Param('idOrNumber') idOrNumber: string,
    @Query() { limit, cursor }: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<JsonObject>> {
    const page = await this.files.page(guildId, personOf(actor), idOrNumber, limit, cursor);
    return { ...page, items: page.items.map(presentEvidence) };
  }

  @Get(':id')
  @Authorize(READ)
  async file(
    @Param('guildId') guildId: string,
    @Param('idOrNumber') idOrNumber: string,
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendFile(reply, await this.files.open(guildId, personOf(actor), idOrNumber, id));
  }
}
