import type { Grant } from './token-bucket.js';

/** What a process has taken out of a bucket that it shares with others, and how it last saw that bucket. */
export interface Lease {
  readonly held: number;
  /** In the shared bucket at `atMs`. */
  readonly left: number;
  readonly atMs: number;
}

const MINUTE_MS = 60_000;
/** A second's worth at a time, so a process asks about once a second for each source that sends. */
const LEASES_PER_MINUTE = 60;

/**
 * Whether the shared bucket has to be asked before so many can be given. Not when it was empty and nothing
 * can have come in since: a flood is refused without asking.
 */
export function mustAsk(
  lease: Lease | undefined,
  limitPerMinute: number,
  wanted: number,
  nowMs: number,
): boolean {
  if (lease === undefined) return true;
  return lease.held < wanted && mostLeft(lease, limitPerMinute, nowMs) >= 1;
}

/** How many to take for those who want so many together: a little more, for those who come next. */
export function askFor(lease: Lease | undefined, limitPerMinute: number, wanted: number): number {
  const ahead = Math.max(1, Math.floor(limitPerMinute / LEASES_PER_MINUTE));
  return Math.max(0, wanted - (lease?.held ?? 0)) + ahead;
}

export function spend(
  lease: Lease,
  limitPerMinute: number,
  wanted: number,
  nowMs: number,
): { readonly lease: Lease; readonly grant: Grant } {
  const granted = Math.min(wanted, lease.held);
  const held = lease.held - granted;
  const there = Math.min(limitPerMinute, held + mostLeft(lease, limitPerMinute, nowMs));
  const perMs = limitPerMinute / MINUTE_MS;
  // One may have come in since it was asked: who was given none finds it by coming back.
  const atLeastMs = granted < wanted ? 1 : 0;
  return {
    lease: { ...lease, held },
    grant: {
      granted,
      limitPerMinute,
      remaining: Math.floor(there),
      retryAfterMs: Math.max(atLeastMs, Math.ceil((1 - Math.min(1, there)) / perMs)),
      fullAfterMs: Math.ceil((limitPerMinute - there) / perMs),
    },
  };
}

/** What the shared bucket holds if nobody else has taken from it: never less than there is. */
function mostLeft({ left, atMs }: Lease, limitPerMinute: number, nowMs: number): number {
  return Math.min(limitPerMinute, left + (Math.max(0, nowMs - atMs) * limitPerMinute) / MINUTE_MS);
}
