import { LRUCache } from 'lru-cache';
import { atMost } from './at-most.js';

export interface LookupCacheOptions {
  /** How old an answer may be, in milliseconds. */
  readonly ttlMs: number;
  /** How many answers are kept; the ones used longest ago go first. */
  readonly most: number;
  /** The same for "there is none"; as `ttlMs` without it. */
  readonly absentTtlMs?: number;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
}

/** Not more than help against one key asked for again and again. */
const MOST_ABSENT = 2_000;

/**
 * Keeps what a lookup found, and that it found nothing, for a short while. Whoever asks while a lookup
 * runs waits for that one. Misses have a place of their own: a flood of made-up keys pushes out no answer.
 */
export class LookupCache<T extends object | string> {
  private readonly found: LRUCache<string, T>;
  private readonly absent: LRUCache<string, true>;
  private readonly running = new Map<string, Promise<T | null>>();

  constructor({ ttlMs, most, absentTtlMs = ttlMs, now = () => performance.now() }: LookupCacheOptions) {
    const timing = { perf: { now }, ttlResolution: 0 };
    this.found = new LRUCache({ ...timing, ...atMost(most), ttl: ttlMs });
    this.absent = new LRUCache({ ...timing, ...atMost(Math.min(most, MOST_ABSENT)), ttl: absentTtlMs });
  }

  /** What `load` answers, or lately answered. A failure is passed on to all who wait, and not kept. */
  async get(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const known = this.found.get(key);
    if (known !== undefined) return known;
    if (this.absent.has(key)) return null;
    return this.running.get(key) ?? this.run(key, load);
  }

  /** Forgets the answer, and that of a lookup still running: it may have read what was before a change. */
  forget(key: string): void {
    this.found.delete(key);
    this.absent.delete(key);
    this.running.delete(key);
  }

  private run(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const running = load()
      .then((answer) => {
        if (this.running.get(key) === running) this.keep(key, answer);
        return answer;
      })
      .finally(() => {
        if (this.running.get(key) === running) this.running.delete(key);
      });
    this.running.set(key, running);
    return running;
  }

  private keep(key: string, answer: T | null): void {
    if (answer === null) this.absent.set(key, true);
    else this.found.set(key, answer);
  }
}
