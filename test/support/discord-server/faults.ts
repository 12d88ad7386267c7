import type { Watch } from './watch.js';

/** `METHOD /template` as in the log of requests, a pattern over that or over the real path, or any test. */
export type RequestMatch = string | RegExp | ((request: FaultTarget) => boolean);

export interface FaultTarget {
  readonly method: string;
  readonly route: string;
  readonly path: string;
  readonly body: unknown;
}

export type Fault =
  | { readonly kind: 'latency'; readonly ms: number }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: unknown;
      readonly headers: Record<string, string>;
    }
  /** The socket is cut before the request is looked at. */
  | { readonly kind: 'cut' }
  /** The request is carried out and its answer lost. */
  | { readonly kind: 'lose-answer' };

interface Planned {
  readonly match: RequestMatch;
  readonly fault: Fault;
  left: number;
}

function matches(match: RequestMatch, target: FaultTarget): boolean {
  if (typeof match === 'function') return match(target);
  if (match instanceof RegExp)
    return match.test(target.route) || match.test(`${target.method} ${target.path}`);
  return match === target.route;
}

const TROUBLES: readonly Fault[] = [
  { kind: 'answer', status: 503, body: { message: '503: Service Unavailable', code: 0 }, headers: {} },
  { kind: 'answer', status: 500, body: { message: '500: Internal Server Error', code: 0 }, headers: {} },
  { kind: 'cut' },
  { kind: 'lose-answer' },
];

function anyTrouble(): Fault {
  return TROUBLES[Math.floor(Math.random() * TROUBLES.length)]!;
}

/** Trouble on demand for the HTTP API. Each lasts `times` requests (once, unless said otherwise). */
export class Faults {
  #planned: Planned[] = [];
  #share = 0;

  constructor(private readonly watch: Watch) {}

  #plan(match: RequestMatch, fault: Fault, times: number): void {
    this.#planned.push({ match, fault, left: times });
  }

  latency(match: RequestMatch, ms: number, times = 1): void {
    this.#plan(match, { kind: 'latency', ms }, times);
  }

  serverError(
    match: RequestMatch,
    { times = 1, status = 503 }: { times?: number; status?: number } = {},
  ): void {
    this.#plan(
      match,
      { kind: 'answer', status, body: { message: `${status}: Service Unavailable`, code: 0 }, headers: {} },
      times,
    );
  }

  rateLimit(match: RequestMatch, { retryAfter = 0.05, global = false, times = 1 } = {}): void {
    const headers: Record<string, string> = {
      'retry-after': String(Math.ceil(retryAfter)),
      'x-ratelimit-scope': global ? 'global' : 'user',
      'x-ratelimit-reset-after': String(retryAfter),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-limit': '1',
      ...(global ? { 'x-ratelimit-global': 'true' } : { 'x-ratelimit-bucket': 'fault' }),
    };
    const body = { message: 'You are being rate limited.', retry_after: retryAfter, global };
    this.#plan(match, { kind: 'answer', status: 429, body, headers }, times);
  }

  refuse(
    match: RequestMatch,
    { status, code, message, times = 1 }: { status: number; code: number; message: string; times?: number },
  ): void {
    this.#plan(match, { kind: 'answer', status, body: { message, code }, headers: {} }, times);
  }

  cut(match: RequestMatch, times = 1): void {
    this.#plan(match, { kind: 'cut' }, times);
  }

  loseAnswer(match: RequestMatch, times = 1): void {
    this.#plan(match, { kind: 'lose-answer' }, times);
  }

  /** From now on such a share of all requests meets trouble of one kind or another. */
  often(share: number): void {
    this.#share = share;
  }

  clear(): void {
    this.#planned = [];
    this.#share = 0;
  }

  /** Faults still waiting for their request: zero says the trouble a test planned has happened. */
  get pending(): number {
    return this.#planned.reduce((sum, one) => sum + one.left, 0);
  }

  /** Takes all faults this request meets. */
  take(target: FaultTarget): Fault[] {
    const met = this.#planned.filter((one) => matches(one.match, target));
    for (const one of met) one.left -= 1;
    this.#planned = this.#planned.filter((one) => one.left > 0);
    if (met.length > 0) this.watch.changed();
    const standing = Math.random() < this.#share ? [anyTrouble()] : [];
    return [...met.map((one) => one.fault), ...standing];
  }
}
