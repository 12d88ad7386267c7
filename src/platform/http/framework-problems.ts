import { makeProblem, type Problem } from './problem.js';

interface Known {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

/** What the server itself refuses, by status. Texts of the framework are not passed on. */
const BY_STATUS: Readonly<Record<number, Known>> = {
  400: {
    code: 'bad_request',
    title: 'Invalid request',
    detail: 'The request cannot be read. Check its address, headers and body.',
  },
  401: {
    code: 'unauthenticated',
    title: 'Not authenticated',
    detail: 'Send a token as "Authorization: Bearer …", or log in.',
  },
  403: { code: 'forbidden', title: 'Not allowed', detail: 'You may not do this.' },
  404: { code: 'not_found', title: 'Not found', detail: 'There is nothing here.' },
  408: {
    code: 'request_timeout',
    title: 'Request took too long',
    detail: 'The request did not arrive in time. Send it again.',
  },
  413: {
    code: 'body_too_large',
    title: 'Too large',
    detail: 'The request body is larger than this call takes. Send less at once.',
  },
  414: { code: 'path_too_long', title: 'Too long', detail: 'A part of the address is too long.' },
  415: {
    code: 'unsupported_media_type',
    title: 'Unsupported media type',
    detail: 'This call does not take a body of that type. Most take "Content-Type: application/json".',
  },
  431: {
    code: 'headers_too_large',
    title: 'Too large',
    detail: 'The request headers are larger than 16 KiB. Send fewer or shorter ones.',
  },
};

const UNKNOWN_400: Known = {
  code: 'bad_request',
  title: 'Invalid request',
  detail: 'The request cannot be handled as it was sent.',
};

/** What happened to Fastify more exactly than its status says. */
const BY_FASTIFY_CODE: Readonly<Record<string, Pick<Known, 'code' | 'detail'>>> = {
  FST_ERR_BAD_URL: {
    code: 'invalid_url',
    detail: 'The address holds a percent sign that is not followed by a valid UTF-8 escape.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'invalid_content_length',
    detail: 'The body is not as long as "Content-Length" says.',
  },
};

export const INTERNAL: Known = {
  code: 'internal',
  title: 'Something went wrong',
  detail: 'Docket failed to do this, and it has been logged. Quote the correlation id when you ask about it.',
};

/** A refusal of the HTTP framework as a problem; null when the status isn't one of a refusal. */
export function frameworkProblem(status: number, fastifyCode: string | null): Problem | null {
  if (!Number.isInteger(status) || status < 400 || status > 499) return null;
  const known = { ...(BY_STATUS[status] ?? UNKNOWN_400), ...BY_FASTIFY_CODE[fastifyCode ?? ''] };
  return makeProblem(status, known.title, known.code, known.detail);
}

export function internalProblem(): Problem {
  return makeProblem(500, INTERNAL.title, INTERNAL.code, INTERNAL.detail);
}
