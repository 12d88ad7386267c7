import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { TrafficStore, type HourCount } from './db/traffic.store.js';

const HOUR_MS = 3_600_000;
const WRITE_AFTER_MS = 10_000;
/** Sources that sent something within the time of a write. */
const MOST = 20_000;

type Counting = { -readonly [K in keyof HourCount]: HourCount[K] };
type Sender = { readonly guildId: string; readonly id: string };

/** Counts in memory what comes of each source, and writes it down every few seconds: a signal costs one addition. */
@Injectable()
export class SourceTraffic implements OnModuleDestroy {
  private readonly logger = new Logger('Sources');
  private counts = new Map<string, Counting>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: TrafficStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  accepted(source: Sender): void {
    const now = this.clock.now();
    const count = this.countOf(source, now);
    if (count === null) return;
    count.accepted += 1;
    count.lastAcceptedAt = now;
  }

  refused(source: Sender, signals: number): void {
    const count = this.countOf(source, this.clock.now());
    if (count !== null) count.refused += signals;
  }

  /** What was counted is written down now. */
  async flush(): Promise<void> {
    this.write();
    await this.writing;
  }

  async onModuleDestroy(): Promise<void> {
    await this.flush();
  }

  private countOf({ guildId, id: sourceId }: Sender, now: Date): Counting | null {
    const hourMs = now.getTime() - (now.getTime() % HOUR_MS);
    const key = `${guildId}:${sourceId}:${hourMs}`;
    const known = this.counts.get(key);
    if (known) return known;
    if (this.counts.size >= MOST) return null;
    const made = { guildId, sourceId, hour: new Date(hourMs), accepted: 0, refused: 0, lastAcceptedAt: null };
    this.counts.set(key, made);
    this.timer ??= setTimeout(() => this.write(), WRITE_AFTER_MS).unref();
    return made;
  }

  private write(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const counts = [...this.counts.values()];
    this.counts = new Map();
    if (counts.length === 0) return;
    this.writing = this.writing
      .then(() => this.store.add(counts))
      .catch((error: unknown) => this.logger.warn({ error }, 'Cannot note how much sources sent'));
  }
}
