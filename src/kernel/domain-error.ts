import type { JsonObject } from './json.js';

/**
 * What kind of refusal it is; the HTTP edge maps each to a status, Discord to a text.
 * `stale` is a decision taken on a state that has moved (I6), `unavailable` one worth retrying.
 */
export const REFUSAL_KINDS = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'stale',
  'too_large',
  'unsupported',
  'rate_limited',
  'unavailable',
] as const;
export type RefusalKind = (typeof REFUSAL_KINDS)[number];

/**
 * A refusal with a stable `code` (snake_case), a sentence that says what to do, and the data that
 * explains it. Everything expected that can go wrong is one of these; anything else is a defect.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    message: string,
    readonly details: JsonObject = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
