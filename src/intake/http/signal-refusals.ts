import { DomainError, SIGNAL_KINDS, type SignalKind, type SourceStatus } from '#kernel';
import type { Grant } from '../domain/token-bucket.js';
import type { FieldProblem } from '../domain/field-problem.js';

/** What to do about a source that is not approved; the same for every door. */
const CLOSED: Readonly<Record<Exclude<SourceStatus, 'approved'>, string>> = {
  proposed:
    'This source is proposed and takes no signals yet. Have an administrator of the community approve it.',
  suspended:
    'This source is suspended and takes no signals. Ask an administrator of the community why, and to resume it.',
  retired:
    'This source is retired for good. Remove it where it is configured, or register a new source and use its token.',
};

export function closedSource(status: Exclude<SourceStatus, 'approved'>): DomainError {
  return new DomainError('forbidden', `source_${status}`, CLOSED[status]);
}

export function wrongCredentials(): DomainError {
  return new DomainError(
    'unauthenticated',
    'wrong_credentials',
    'The token or signature is not valid in this guild. Use the token that registering the source answered, or rotate it.',
  );
}

export function invalidSignal(errors: readonly FieldProblem[]): DomainError {
  const [first] = errors;
  const what = first === undefined ? '' : ` ${first.path || 'It'} ${first.message}.`;
  const more = errors.length > 1 ? ` ${errors.length - 1} more: see errors.` : '';
  return new DomainError('invalid', 'invalid_signal', `The signal is not valid.${what}${more}`, {
    errors: [...errors],
  });
}

export function tooFast({ limitPerMinute, retryAfterMs }: Grant): DomainError {
  return new DomainError(
    'rate_limited',
    'source_rate_limited',
    `This source may send ${limitPerMinute} signals a minute. Send the rest after the time in Retry-After.`,
    { limitPerMinute, retryAfterSeconds: retryAfterMs / 1000 },
  );
}

/** What a refused body says it is, for the count of refusals. */
export function kindOf(body: unknown): SignalKind | 'unknown' {
  const kind = typeof body === 'object' && body !== null && 'kind' in body ? body.kind : null;
  return SIGNAL_KINDS.find((known) => known === kind) ?? 'unknown';
}
