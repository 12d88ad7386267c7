import { Logger, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { atMost } from '#platform';
import type { Clock } from '#kernel';
import { askFor, mustAsk, spend, type Lease } from '../domain/lease.js';
import type { Grant } from '../domain/token-bucket.js';
import type { BucketStore } from './bucket-store.js';
import { keyOf, SourceRate, type RatedSource } from './source-rate.js';

const MAX_KEYS = 50_000;
const ANSWER_WITHIN_MS = 2_000;
/** While the buckets can't be reached they are asked this often, and no request waits for the answer. */
const ASK_AGAIN_MS = 1_000;

interface Waiting {
  readonly source: RatedSource;
  wanted: number;
  readonly told: ((answered: boolean) => void)[];
}

/**
 * One rate per source over all processes: each takes a second's worth at a time out of the shared bucket and
 * hands it out by itself. What is asked while an answer is under way goes together with the next one. Where
 * the buckets can't be reached, each process counts alone: signals are worth more than the limit.
 */
export class SharedSourceRate extends SourceRate implements OnModuleDestroy {
  private readonly logger = new Logger('Intake');
  private readonly leases = new LRUCache<string, Lease>({ ...atMost(MAX_KEYS) });
  private waiting = new Map<string, Waiting>();
  private asking = false;
  /** When to ask again; null while answers come. */
  private awayUntil: number | null = null;

  constructor(
    private readonly store: BucketStore,
    private readonly alone: SourceRate,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async take(source: RatedSource, wanted: number): Promise<Grant> {
    const key = keyOf(source);
    const limit = source.rateLimitPerMinute;
    const answered = mustAsk(this.leases.get(key), limit, wanted, this.nowMs())
      ? await this.ask(key, source, wanted)
      : true;
    const held = this.leases.get(key);
    if (!answered || held === undefined) return this.alone.take(source, wanted);
    const { lease, grant } = spend(held, limit, wanted, this.nowMs());
    this.leases.set(key, lease);
    return grant;
  }

  onModuleDestroy(): void {
    this.store.close();
  }

  private async ask(key: string, source: RatedSource, wanted: number): Promise<boolean> {
    if (this.awayUntil !== null && (this.asking || performance.now() < this.awayUntil)) return false;
    const waiting = this.waiting.get(key) ?? { source, wanted: 0, told: [] };
    waiting.wanted += wanted;
    this.waiting.set(key, waiting);
    const answered = new Promise<boolean>((resolve) => waiting.told.push(resolve));
    if (!this.asking) void this.askForAll();
    return this.awayUntil === null ? answered : false;
  }

  private async askForAll(): Promise<void> {
    this.asking = true;
    while (this.waiting.size > 0) {
      const waiting = this.waiting;
      this.waiting = new Map();
      const answered = await this.askFor(waiting);
      for (const { told } of waiting.values()) for (const tell of told) tell(answered);
    }
    this.asking = false;
  }

  private async askFor(waiting: ReadonlyMap<string, Waiting>): Promise<boolean> {
    const asks = Array.from(waiting, ([key, { source, wanted }]) => ({
      source,
      wanted: askFor(this.leases.get(key), source.rateLimitPerMinute, wanted),
    }));
    try {
      const taken = await inTime(this.store.take(asks));
      const atMs = this.nowMs();
      for (const [index, key] of Array.from(waiting.keys()).entries()) {
        const { granted, left } = taken[index]!;
        this.leases.set(key, { held: (this.leases.get(key)?.held ?? 0) + granted, left, atMs });
      }
      this.awayUntil = null;
      return true;
    } catch (error) {
      if (this.awayUntil === null)
        this.logger.warn({ error }, 'The shared rates cannot be reached; each process counts alone');
      this.awayUntil = performance.now() + ASK_AGAIN_MS;
      return false;
    }
  }

  private nowMs(): number {
    return this.clock.now().getTime();
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The shared rates did not answer in time')), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
