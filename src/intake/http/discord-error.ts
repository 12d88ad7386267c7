import { retryAfterSeconds, type Problem, type ProblemFormat } from '#http';
import { DomainError, type JsonObject, type RefusalKind } from '#kernel';
import type { DiscordRefusal } from '../domain/webhook/discord-refusal.js';

/** A refusal whose words are Discord's. */
export class DiscordError extends DomainError {
  constructor(kind: RefusalKind, refusal: DiscordRefusal) {
    super(kind, `discord_${refusal.code}`, refusal.message, { discord: { ...refusal } });
    this.name = 'DiscordError';
  }
}

/** Does not tell a wrong id from a wrong token: there is no way to ask which sources exist. */
export const INVALID_TOKEN: DiscordRefusal = { code: 50027, message: 'Invalid Webhook Token' };
export const UNKNOWN_WEBHOOK: DiscordRefusal = { code: 10015, message: 'Unknown Webhook' };
export const TOO_LARGE: DiscordRefusal = { code: 40005, message: 'Request entity too large' };
export const INVALID_JSON: DiscordRefusal = {
  code: 50109,
  message: 'The request body contains invalid JSON.',
};

/** What Docket's own refusals are in Discord's numbers; those not listed are its general error. */
const NUMBERS: Readonly<Record<string, DiscordRefusal>> = {
  invalid_json: INVALID_JSON,
  invalid_utf8: INVALID_JSON,
  json_too_deep: INVALID_JSON,
  body_too_large: TOO_LARGE,
};
const MISSING_PERMISSIONS = 50013;
const GENERAL = 0;

/** Failures in the shape that clients of Discord's API read: `{ message, code, errors? }`. */
export const discordFormat: ProblemFormat = (problem) => {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  const seconds = retryAfterSeconds(problem);
  if (seconds !== null) headers['retry-after'] = String(seconds);
  if (problem.status === 429) headers['x-ratelimit-scope'] = 'user';
  return { headers, body: problem.status === 429 ? rateLimited(problem) : bodyOf(problem) };
};

function bodyOf(problem: Problem): JsonObject {
  const own = (problem['discord'] ?? NUMBERS[problem.code]) as JsonObject | undefined;
  if (own !== undefined) return own;
  return { message: problem.detail, code: problem.status === 403 ? MISSING_PERMISSIONS : GENERAL };
}

function rateLimited(problem: Problem): JsonObject {
  const said = problem['retryAfterSeconds'];
  return {
    message: 'You are being rate limited.',
    retry_after: typeof said === 'number' ? said : retryAfterSeconds(problem),
    global: false,
  };
}
