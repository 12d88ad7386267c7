import { Injectable } from '@nestjs/common';
import { FindsOwed, type JobRequest, type OwedWork } from '#jobs';
import type { Tx } from '#platform';
import { DiscordRest } from '../api/discord-rest.js';
import { cardRequest } from './card-requests.js';
import { CardMarks } from './db/card-marks.js';

const FIRST = { guildId: '', ticketId: '00000000-0000-0000-0000-000000000000' };

/** Cards that are not as their tickets are, however their jobs were lost. */
@FindsOwed({ name: 'discord.cards', everySeconds: 10 })
@Injectable()
export class OwedCards implements OwedWork {
  constructor(
    private readonly marks: CardMarks,
    private readonly rest: DiscordRest,
  ) {}

  async find(
    tx: Tx,
    { limit, after }: { readonly limit: number; readonly after: string | null },
  ): Promise<{ jobs: JobRequest[]; next: string | null }> {
    if (!this.rest.isSet) return { jobs: [], next: null };
    const [guildId = '', ticketId = ''] = after?.split(' ') ?? [FIRST.guildId, FIRST.ticketId];
    const owed = await this.marks.owed(tx, { guildId, ticketId }, limit);
    const last = owed.at(-1);
    return {
      jobs: owed.map((card) => cardRequest(card.guildId, card.ticketId)),
      next: last === undefined || owed.length < limit ? null : `${last.guildId} ${last.ticketId}`,
    };
  }
}
