import { Controller, Get, Param } from '@nestjs/common';
import { personOf, type Actor, type JsonObject } from '#kernel';
import { Documented } from '#http';
import { Authorize, CurrentActor } from '#staff';
import { TicketReader } from '../db/ticket.reader.js';
import { READ } from './needs.js';
import { presentDepth } from './present-story.js';
import { queueDocs } from './queue.docs.js';

@Controller('v1/guilds/:guildId/queue')
@Documented(queueDocs)
export class QueueController {
  constructor(private readonly tickets: TicketReader) {}

  @Get('depth')
  @Authorize(READ)
  async depth(@Param('guildId') guildId: string, @CurrentActor() actor: Actor): Promise<JsonObject> {
    return presentDepth(await this.tickets.depth(guildId, personOf(actor)));
  }
}
