/** Holds a minute's worth and refills steadily: a burst is fine, a flood is not. */
export interface TokenBucket {
  readonly tokens: number;
  readonly atMs: number;
}

export interface Grant {
  /** How many of the wanted were given: the first ones of a batch, or none. */
  readonly granted: number;
  readonly limitPerMinute: number;
  readonly remaining: number;
  /** Until one more is there; 0 when there is. */
  readonly retryAfterMs: number;
  /** Until the bucket is full again. */
  readonly fullAfterMs: number;
}

const MINUTE_MS = 60_000;

export function takeTokens(
  before: TokenBucket | undefined,
  limitPerMinute: number,
  wanted: number,
  nowMs: number,
): { readonly bucket: TokenBucket; readonly grant: Grant } {
  const perMs = limitPerMinute / MINUTE_MS;
  // A clock set back must not take tokens away.
  const refill = before === undefined ? limitPerMinute : Math.max(0, nowMs - before.atMs) * perMs;
  const available = Math.min(limitPerMinute, (before?.tokens ?? 0) + refill);
  const granted = Math.min(wanted, Math.floor(available));
  const tokens = available - granted;
  return {
    bucket: { tokens, atMs: nowMs },
    grant: {
      granted,
      limitPerMinute,
      remaining: Math.floor(tokens),
      retryAfterMs: tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs),
      fullAfterMs: Math.ceil((limitPerMinute - tokens) / perMs),
    },
  };
}
