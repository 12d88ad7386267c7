import { Injectable } from '@nestjs/common';
import { HandlesJob, type JobHandler, type JobPayloads, type JobRun } from '#jobs';
import { CardDesk } from './card-desk.js';

type Payload = JobPayloads['discord.card'];

@HandlesJob('discord.card')
@Injectable()
export class CardJob implements JobHandler<Payload> {
  constructor(private readonly desk: CardDesk) {}

  handle({ guildId, ticketId }: Payload, { signal }: JobRun): Promise<void> {
    return this.desk.bringInLine(guildId, ticketId, signal);
  }
}
