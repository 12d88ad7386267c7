import { createHash } from 'node:crypto';

export interface RateLimitOptions {
  /** Requests per window and bucket (route and its channel, guild or webhook). */
  readonly limit: number;
  readonly perMs: number;
  /** All requests of the bot per second; interactions are exempt. */
  readonly globalPerSecond: number;
  /** Limits of single routes (`METHOD /template`). */
  readonly routes: Record<string, { limit: number; perMs: number }>;
}

interface Window {
  until: number;
  used: number;
}

export interface Verdict {
  readonly headers: Record<string, string>;
  /** Seconds to wait, when the request is over the limit. */
  readonly retryAfter: number | null;
  readonly global: boolean;
}

/** An interaction is answered with a token of its own, as a webhook is called. */
const MAJOR = ['channel_id', 'guild_id', 'webhook_id', 'webhook_token', 'interaction_id'];
const EXEMPT = /^\/(interactions|webhooks)\//;
const INVALID_CAP = 10_000;

/** Counts in real time, because clients wait in real time. */
export class RateLimits {
  readonly #windows = new Map<string, Window>();
  #invalid: number[] = [];

  constructor(readonly options: RateLimitOptions) {}

  #use(key: string, perMs: number): Window {
    const now = performance.now();
    let window = this.#windows.get(key);
    if (!window || window.until <= now) {
      window = { until: now + perMs, used: 0 };
      this.#windows.set(key, window);
    }
    window.used += 1;
    return window;
  }

  take(key: string, template: string, params: Readonly<Record<string, string>>): Verdict {
    if (!EXEMPT.test(template)) {
      const all = this.#use('global', 1000);
      if (all.used > this.options.globalPerSecond) {
        const retryAfter = seconds(all.until);
        return {
          headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
          retryAfter,
          global: true,
        };
      }
    }
    const { limit, perMs } = this.options.routes[key] ?? this.options;
    const major = MAJOR.map((name) => params[name] ?? '').join(':');
    const window = this.#use(`${key}:${major}`, perMs);
    const resetAfter = seconds(window.until);
    const over = window.used > limit;
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - window.used)),
      'x-ratelimit-reset': (Date.now() / 1000 + resetAfter).toFixed(3),
      'x-ratelimit-reset-after': resetAfter.toFixed(3),
      'x-ratelimit-bucket': createHash('md5').update(key).digest('hex'),
      ...(over ? { 'x-ratelimit-scope': 'user' } : {}),
    };
    return { headers, retryAfter: over ? resetAfter : null, global: false };
  }

  /** 401, 403 and 429 count; ten thousand in ten minutes and Discord bans the address. */
  noteInvalid(status: number, scope: string | undefined): void {
    if ([401, 403].includes(status) || (status === 429 && scope !== 'shared'))
      this.#invalid.push(performance.now());
  }

  get invalidRequests(): number {
    const since = performance.now() - 600_000;
    this.#invalid = this.#invalid.filter((at) => at > since);
    return this.#invalid.length;
  }

  get banned(): boolean {
    return this.#invalid.length >= INVALID_CAP && this.invalidRequests >= INVALID_CAP;
  }
}

function seconds(until: number): number {
  return Math.max(0.001, (until - performance.now()) / 1000);
}
