import { Inject, Injectable } from '@nestjs/common';
import { RunsEvery, type PeriodicWork, type Range } from '#jobs';
import { CLOCK, type Clock } from '#kernel';
import { HealthStore } from './db/health.store.js';
import { TrafficStore, type SourceTrafficFacts } from './db/traffic.store.js';
import { assess } from './domain/assess.js';

const AT_ONCE = 200;

/** Looks every few minutes at what sources send. Run twice it says the same, since when it was so. */
@RunsEvery({ name: 'sources.health', everySeconds: 300 })
@Injectable()
export class HealthWatch implements PeriodicWork {
  constructor(
    private readonly traffic: TrafficStore,
    private readonly health: HealthStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(_range: Range, signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    let page: SourceTrafficFacts[] = [];
    do {
      signal.throwIfAborted();
      page = await this.traffic.page(page.at(-1) ?? null, AT_ONCE, now);
      const assessed = page.map((source) => ({
        guildId: source.guildId,
        sourceId: source.sourceId,
        ...assess(source, now),
      }));
      await this.health.put(assessed, now);
    } while (page.length === AT_ONCE);
    await this.health.dropClosed();
    await this.traffic.forgetOld(now);
  }
}
