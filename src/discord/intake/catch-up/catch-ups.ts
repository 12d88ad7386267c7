import { Injectable } from '@nestjs/common';
import { FindsOwed, Jobs, RunsEvery, type JobRequest, type OwedWork, type PeriodicWork } from '#jobs';
import type { Tx } from '#platform';
import { CatchUpStore } from './db/catch-up.store.js';

function jobOf(guildId: string): JobRequest & { readonly name: 'discord.catch_up' } {
  return { name: 'discord.catch_up', payload: { guildId }, key: guildId };
}

/** Has guilds read on from where they were read to: written down first, then done by a worker. */
@FindsOwed({ name: 'discord.catch_ups', everySeconds: 60 })
@RunsEvery({ name: 'discord.catch_up_hourly', everySeconds: 3_600 })
@Injectable()
export class CatchUps implements OwedWork, PeriodicWork {
  constructor(
    private readonly store: CatchUpStore,
    private readonly jobs: Jobs,
  ) {}

  /** After the bot was away, when nobody knows what it missed. */
  async want(guildIds: readonly string[]): Promise<void> {
    if (guildIds.length === 0) return;
    await this.jobs.addMany((await this.store.want(guildIds)).map(jobOf));
  }

  /** Every guild, for what was missed without a sign; the sweep adds the jobs page by page. */
  async run(): Promise<void> {
    await this.store.want(null);
  }

  async find(
    _tx: Tx,
    { limit, after }: { limit: number; after: string | null },
  ): ReturnType<OwedWork['find']> {
    const guildIds = await this.store.owed(after, limit);
    return { jobs: guildIds.map(jobOf), next: guildIds.length < limit ? null : guildIds.at(-1)! };
  }
}
