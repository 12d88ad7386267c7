import { DiscoveryService } from '@nestjs/core';
import type { JobRequest } from '../jobs.js';
import type { Range } from '../domain/buckets.js';
import type { Tx } from '#platform';

export interface WorkOptions {
  /** Unique among works of its sort; begins with its module. */
  readonly name: string;
  readonly everySeconds: number;
}

/**
 * Finds in Postgres what is owed and has no job it can rely on: work that should long have happened. Each
 * job has a key. The sweep leaves alone what waits or runs, and for an hour what died.
 */
export interface OwedWork {
  /** At most `limit` jobs after the cursor; `next` is null at the end, else the cursor to go on from. */
  find(
    tx: Tx,
    page: { readonly limit: number; readonly after: string | null },
  ): Promise<{ readonly jobs: readonly JobRequest[]; readonly next: string | null }>;
}

/**
 * Does what falls due at a time that a row holds, such as waking a ticket. Read often, so `find` must be
 * cheap when nothing is due. Several workers may be at it at once, so `handle` must bear that.
 */
export interface DueWork<Item> {
  /** What is due at `now` and comes after an item, soonest first, at most `limit`. */
  find(page: {
    readonly now: Date;
    readonly after: Item | null;
    readonly limit: number;
  }): Promise<readonly Item[]>;
  handle(item: Item, signal: AbortSignal): Promise<void>;
}

export interface PeriodicOptions extends WorkOptions {
  /** Once for every bucket, missed ones included, the newest `most` of them; else once for all of them. */
  readonly each?: { readonly most: number };
}

/**
 * Runs once per bucket of time over all processes, and makes up for the buckets missed while none ran.
 * Safe to run twice for a range: a process may die between doing it and saying so.
 */
export interface PeriodicWork {
  run(range: Range, signal: AbortSignal): Promise<void>;
}

type ClassOf<Work> = new (...args: never[]) => Work;

const Owed = DiscoveryService.createDecorator<WorkOptions>();
const Due = DiscoveryService.createDecorator<WorkOptions>();
const Periodic = DiscoveryService.createDecorator<PeriodicOptions>();

export const WORK_MARKS = { owed: Owed, due: Due, periodic: Periodic } as const;

export function FindsOwed(options: WorkOptions): (work: ClassOf<OwedWork>) => void {
  return Owed(options);
}

export function HandlesDue<Item>(options: WorkOptions): (work: ClassOf<DueWork<Item>>) => void {
  return Due(options);
}

export function RunsEvery(options: PeriodicOptions): (work: ClassOf<PeriodicWork>) => void {
  return Periodic(options);
}
