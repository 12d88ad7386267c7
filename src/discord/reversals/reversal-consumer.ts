import { Injectable } from '@nestjs/common';
import { ConsumesLog, type LogConsumer } from '#events';
import { Jobs } from '#jobs';
import type { LoggedEvent } from '#kernel';
import type { Tx } from '#platform';
import { ReversalStore } from './db/reversal.store.js';
import { reversalJob } from './owed-reversals.js';

/** Owes on Discord what an overturned appeal takes back, wherever it was decided. */
@ConsumesLog({ name: 'discord.reversals' })
@Injectable()
export class ReversalConsumer implements LogConsumer {
  constructor(
    private readonly store: ReversalStore,
    private readonly jobs: Jobs,
  ) {}

  async consume(
    tx: Tx,
    guildId: string,
    events: readonly LoggedEvent[],
  ): Promise<(() => Promise<void>) | null> {
    const overturned = events
      .filter(({ type, payload }) => type === 'ticket.resolved' && payload['outcome'] === 'overturned')
      .map(({ ticketId }) => ticketId);
    if (overturned.length === 0) return null;
    const actionIds = await this.store.owe(tx, guildId, [...new Set(overturned)]);
    if (actionIds.length === 0) return null;
    return async () => {
      await this.jobs.addMany(actionIds.map((actionId) => reversalJob({ guildId, actionId })));
    };
  }
}
