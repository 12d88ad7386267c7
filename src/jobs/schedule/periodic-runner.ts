import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { Database } from '#platform';
import { bucketsOf, bucketStart, dueRange } from '../domain/buckets.js';
import { Leases } from './leases.js';
import { Turns } from './turns.js';
import type { PeriodicOptions, PeriodicWork } from './works.js';

const RETRY_MS = 60_000;
/** When an hour begins, and when a process starts, nearly all is due; requests need the connections too. */
const MOST_AT_ONCE = 4;

/** The table decides which buckets are done; that a process thinks so counts for nothing. */
@Injectable()
export class PeriodicRunner {
  private readonly logger = new Logger('Jobs');
  private readonly running = new Map<string, Promise<void>>();
  private readonly retryAt = new Map<string, number>();
  private readonly turns = new Turns(MOST_AT_ONCE);

  constructor(
    private readonly database: Database,
    private readonly leases: Leases,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** New work begins with the last whole bucket. */
  async register(works: readonly PeriodicOptions[]): Promise<void> {
    const now = this.clock.now();
    for (const { name, everySeconds } of works) {
      const doneUntil = new Date(bucketStart(now, everySeconds).getTime() - everySeconds * 1_000);
      await this.database.query(
        'INSERT INTO periodic_work (name, done_until) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [name, doneUntil],
      );
    }
  }

  /** Starts whatever has a whole bucket to do; each takes its own time. */
  async tick(
    works: ReadonlyMap<string, { readonly options: PeriodicOptions; readonly work: PeriodicWork }>,
    signal: AbortSignal,
  ): Promise<void> {
    if (works.size === 0) return;
    const now = this.clock.now();
    const done = await this.doneUntil([...works.keys()]);
    for (const { options, work } of works.values()) {
      const doneUntil = done.get(options.name);
      if (doneUntil === undefined || this.running.has(options.name)) continue;
      if ((this.retryAt.get(options.name) ?? 0) > now.getTime()) continue;
      if (dueRange(doneUntil, now, options.everySeconds) === null) continue;
      const run = this.turns
        .take(() => this.runOne(options, work, signal))
        .finally(() => this.running.delete(options.name));
      this.running.set(options.name, run);
    }
  }

  /** Resolves when nothing that was started goes on. */
  async idle(): Promise<void> {
    await Promise.all(this.running.values());
  }

  private async runOne(options: PeriodicOptions, work: PeriodicWork, signal: AbortSignal): Promise<void> {
    const { name } = options;
    if (signal.aborted) return;
    try {
      await this.leases.hold(`periodic:${name}`, signal, (held) => this.catchUp(options, work, held));
      this.retryAt.delete(name);
    } catch (error) {
      this.retryAt.set(name, this.clock.now().getTime() + RETRY_MS);
      if (!signal.aborted) this.logger.warn({ work: name, error }, 'Periodic work failed; it is tried again');
    }
  }

  private async catchUp(options: PeriodicOptions, work: PeriodicWork, signal: AbortSignal): Promise<void> {
    const { name, everySeconds, each } = options;
    const doneUntil = (await this.doneUntil([name])).get(name);
    const due = doneUntil && dueRange(doneUntil, this.clock.now(), everySeconds);
    if (!due) return;
    for (const range of each ? bucketsOf(due, everySeconds, each.most) : [due]) {
      signal.throwIfAborted();
      await work.run(range, signal);
      await this.database.query(
        'UPDATE periodic_work SET done_until = $2 WHERE name = $1 AND done_until < $2',
        [name, range.to],
      );
    }
  }

  private async doneUntil(names: readonly string[]): Promise<Map<string, Date>> {
    const rows = await this.database.query<{ name: string; doneUntil: Date }>(
      'SELECT name, done_until AS "doneUntil" FROM periodic_work WHERE name = ANY($1)',
      [names],
    );
    return new Map(rows.map(({ name, doneUntil }) => [name, doneUntil]));
  }
}
