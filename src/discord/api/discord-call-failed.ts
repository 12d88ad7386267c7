import type { DiscordJs } from './discord-js.js';
import { failureClass, type FailureClass } from './domain/call-failure.js';

/** A call to Discord that failed; its message is Discord's own and holds no text of members. */
export class DiscordCallFailed extends Error {
  constructor(
    readonly failure: FailureClass,
    readonly status: number,
    /** Discord's JSON error code; 0 without one. */
    readonly code: number,
    message: string,
    /** For `limited`: how long Discord asks to wait. */
    readonly retryAfterMs: number | null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DiscordCallFailed';
  }
}

/** @param library that threw it. */
export function asCallFailed(
  error: unknown,
  { DiscordAPIError, HTTPError, RateLimitError }: DiscordJs,
): unknown {
  if (error instanceof RateLimitError) {
    return new DiscordCallFailed(
      'limited',
      429,
      0,
      'Discord limits the rate of this call',
      error.retryAfter,
      { cause: error },
    );
  }
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === 'number' ? error.code : 0;
    const failure = failureClass(error.status, code);
    return new DiscordCallFailed(failure, error.status, code, error.message.slice(0, 300), null, {
      cause: error,
    });
  }
  if (error instanceof HTTPError) {
    return new DiscordCallFailed('retry', error.status, 0, `Discord answered ${error.status}`, null, {
      cause: error,
    });
  }
  if (error instanceof Error && isNetwork(error)) {
    return new DiscordCallFailed('retry', 0, 0, 'Discord could not be reached', null, { cause: error });
  }
  return error;
}

/** What undici and Node throw when no answer came: refused, reset, not resolved, or given up waiting. */
function isNetwork(error: Error): boolean {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return true;
  const code = 'code' in error ? error.code : undefined;
  return (
    (typeof code === 'string' && /^(E[A-Z]+|UND_ERR_\w+)$/.test(code)) || error.message === 'fetch failed'
  );
}
