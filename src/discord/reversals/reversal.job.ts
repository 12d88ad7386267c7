import { Inject, Injectable } from '@nestjs/common';
import { HandlesJob, RetryAt, type JobHandler, type JobPayloads } from '#jobs';
import { CLOCK, DomainError, type Actor, type Clock } from '#kernel';
import { TicketService } from '#tickets';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { Languages } from '../people/languages.js';
import { LANGUAGES } from '../text/texts.js';
import { ReversalStore } from './db/reversal.store.js';
import type { Reversal, ReversalResult } from './domain/reversal.js';
import { reversalNote } from './domain/reversal-note.js';
import { Reverser } from './reverser.js';

const BOT: Actor = { type: 'system', id: 'discord' };

/** Takes back on Discord what an appeal overturned, and says on the appeal what became of it. */
@HandlesJob('discord.reverse')
@Injectable()
export class ReversalJob implements JobHandler<JobPayloads['discord.reverse']> {
  constructor(
    private readonly store: ReversalStore,
    private readonly reverser: Reverser,
    private readonly tickets: TicketService,
    private readonly languages: Languages,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(key: JobPayloads['discord.reverse']): Promise<void> {
    const reversal = await this.store.lease(key);
    if (reversal === null) return;
    try {
      const result = await this.reverser.reverse(reversal);
      await this.note(reversal, result);
      await this.store.settle(reversal, result);
    } catch (error) {
      await this.store.handBack(reversal);
      if (!(error instanceof DiscordCallFailed) || error.retryAfterMs === null) throw error;
      throw new RetryAt(new Date(this.clock.now().getTime() + error.retryAfterMs));
    }
  }

  /** Once: a run before may have died after it. */
  private async note(reversal: Reversal, result: ReversalResult): Promise<void> {
    const { guildId, ticketId } = reversal;
    const text = reversalNote(reversal, result, await this.languages.ofGuild(guildId));
    if (text === null) return;
    // The guild may have spoken another language then.
    const same = LANGUAGES.flatMap((language) => reversalNote(reversal, result, language) ?? []);
    if (await this.store.isNoted(reversal, same)) return;
    try {
      await this.tickets.execute(guildId, ticketId, { type: 'note', text }, { actor: BOT, version: null });
    } catch (refused) {
      if (!(refused instanceof DomainError) || refused.kind === 'unavailable') throw refused;
    }
  }
}
