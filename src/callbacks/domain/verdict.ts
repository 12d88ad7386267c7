/** What came of a call: a status, or why there was none. */
export interface Answer {
  readonly statusCode: number | null;
  readonly error: string | null;
  /** When the target wants to be called again, in milliseconds from now, if it said. */
  readonly retryAfterMs: number | null;
}

export interface Verdict {
  readonly delivery: 'delivered' | 'later' | 'failed';
  /** When to try this delivery again. */
  readonly retryAt: Date;
  /**
   * `well`: it took something; `refusing`: it is there and did not want this one; `unwell`: nothing else is sent
   * for a while; `gone`: nothing is ever sent again.
   */
  readonly endpoint: 'well' | 'refusing' | 'unwell' | 'gone';
  readonly pauseUntil: Date | null;
}

/** Over about a day. */
export const MOST_FAILURES = 16;
const FIRST_MS = 5_000;
const LONGEST_MS = 6 * 3_600_000;
/** An unwell target is looked at more often than a single delivery is tried. */
const LONGEST_PAUSE_MS = 10 * 60_000;
const LONGEST_RETRY_AFTER_MS = 3_600_000;
/** These say something of the target, and nothing of what was sent. */
const UNWELL = new Set([408, 425, 429]);

/**
 * What an answer means for the delivery and its endpoint. `failures` are those before, of each. Pure: `random` is
 * from [0, 1).
 */
export function judge(
  { statusCode, retryAfterMs }: Answer,
  failures: { readonly ofDelivery: number; readonly ofEndpoint: number },
  now: Date,
  random: number,
): Verdict {
  const after = (ms: number): Date => new Date(now.getTime() + ms);
  if (statusCode !== null && statusCode >= 200 && statusCode < 300) {
    return { delivery: 'delivered', retryAt: now, endpoint: 'well', pauseUntil: null };
  }
  if (statusCode === 410) return { delivery: 'failed', retryAt: now, endpoint: 'gone', pauseUntil: null };
  const asked = retryAfterMs === null ? 0 : Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
  const retryAt = after(Math.max(asked, pauseMs(failures.ofDelivery, LONGEST_MS, random)));
  const delivery = failures.ofDelivery + 1 >= MOST_FAILURES ? 'failed' : 'later';
  const isUnwell = statusCode === null || statusCode >= 500 || UNWELL.has(statusCode);
  if (!isUnwell) return { delivery, retryAt, endpoint: 'refusing', pauseUntil: null };
  const pause = Math.max(asked, pauseMs(failures.ofEndpoint, LONGEST_PAUSE_MS, random));
  return { delivery, retryAt, endpoint: 'unwell', pauseUntil: after(pause) };
}

/** Doubled with each failure, and drawn from its upper half, so that not all come back together. */
function pauseMs(failuresBefore: number, longestMs: number, random: number): number {
  const full = Math.min(FIRST_MS * 2 ** Math.min(failuresBefore, 40), longestMs);
  return Math.round(full * (0.5 + random / 2));
}

/** `Retry-After` in seconds or as a date; null when it says nothing usable. */
export function retryAfterOf(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now.getTime();
  return ms > 0 ? ms : null;
}
