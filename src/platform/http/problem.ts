import type { DomainError, JsonObject, RefusalKind } from '#kernel';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';
const TYPE_PREFIX = 'urn:docket:problem:';

/** An RFC 9457 problem document. `code` is stable; `detail` is for people and may change. */
export interface Problem extends JsonObject {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
}

interface KindOfProblem {
  readonly status: number;
  readonly title: string;
}

const KINDS: Readonly<Record<RefusalKind, KindOfProblem>> = {
  invalid: { status: 400, title: 'Invalid request' },
  unauthenticated: { status: 401, title: 'Not authenticated' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Not possible as things stand' },
  stale: { status: 409, title: 'Decided on a state that has changed' },
  too_large: { status: 413, title: 'Too large' },
  unsupported: { status: 415, title: 'Unsupported media type' },
  rate_limited: { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Unavailable just now' },
};

/** The problem document of a refusal; its details are members of it and never hide a standard one. */
export function problemOf(refusal: DomainError): Problem {
  const { status, title } = KINDS[refusal.kind];
  return makeProblem(status, title, refusal.code, refusal.message, refusal.details);
}

export function makeProblem(
  status: number,
  title: string,
  code: string,
  detail: string,
  details: JsonObject = {},
): Problem {
  return { ...details, type: `${TYPE_PREFIX}${code}`, title, status, detail, code };
}

/** Ties a problem to one request: what a person quotes and what the log is searched for. */
export function ofRequest(problem: Problem, correlationId: string): Problem {
  return { ...problem, instance: `urn:docket:request:${correlationId}`, correlationId };
}
