import { Inject, Injectable } from '@nestjs/common';
import { GuildDirectory, type GuildSettings } from '#guilds';
import { RunsEvery, type PeriodicWork, type Range } from '#jobs';
import { CLOCK, type Clock } from '#kernel';
import { DigestStore } from './db/digest.store.js';
import { digestTimes, periodStart } from './domain/digest-times.js';

const GUILDS_AT_ONCE = 200;

/** Sums up once a day what rules closed, for each guild at its own hour. Days that were missed are made up for. */
@RunsEvery({ name: 'tickets.digests', everySeconds: 300 })
@Injectable()
export class DailyDigests implements PeriodicWork {
  constructor(
    private readonly guilds: GuildDirectory,
    private readonly digests: DigestStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(range: Range, signal: AbortSignal): Promise<void> {
    let guilds: GuildSettings[] = [];
    do {
      guilds = await this.guilds.page(guilds.at(-1)?.guildId ?? null, GUILDS_AT_ONCE);
      for (const guild of guilds) {
        signal.throwIfAborted();
        await this.ofGuild(guild, range);
      }
    } while (guilds.length === GUILDS_AT_ONCE);
  }

  private async ofGuild(
    { guildId, timeZone, digestHour }: GuildSettings,
    { from, to }: Range,
  ): Promise<void> {
    if (digestHour === null) return;
    for (const end of digestTimes(from, to, timeZone, digestHour)) {
      const start = periodStart(end, await this.digests.lastEnd(guildId), timeZone, digestHour);
      if (start === null) continue;
      await this.digests.make(guildId, start, end, this.clock.now());
      await this.digests.forgetOld(guildId, this.clock.now());
    }
  }
}
