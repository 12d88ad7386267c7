import type { JsonSchema } from '#http';

/** RFC 9457, with what Docket adds. Some problems have further members that explain them. */
export const problemSchema: JsonSchema = {
  title: 'Problem',
  type: 'object',
  additionalProperties: true,
  required: ['type', 'title', 'status', 'detail', 'code', 'instance', 'correlationId'],
  examples: [
    {
      type: 'urn:docket:problem:invalid_body',
      title: 'Invalid request',
      status: 400,
      detail: 'The request body is not valid. name: must be text of 1 to 100 characters.',
      code: 'invalid_body',
      errors: [{ path: 'name', message: 'must be text of 1 to 100 characters' }],
      instance: 'urn:docket:request:019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11',
      correlationId: '019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11',
    },
  ],
  properties: {
    type: { type: 'string', description: '`urn:docket:problem:` and the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What went wrong and what to do about it, for people.' },
    code: { type: 'string', description: 'Stable; what programs go by. docs/errors.md lists them all.' },
    instance: { type: 'string' },
    correlationId: { type: 'string', description: 'What the log is searched for.' },
    errors: {
      type: 'array',
      description: 'What is wrong in the request, field by field.',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const EVERY_CALL = {
  500: 'Docket failed; it has been logged. `internal`',
  503: 'Not possible just now: come back after `Retry-After` seconds. `database_unavailable`, `database_busy`, `database_timeout`, `shutting_down`',
};
const TAKES_INPUT = {
  400: 'Something in the request is not valid. `invalid_body`, `invalid_query`, `invalid_path`',
};
const HAS_BODY = {
  413: 'The body is too large. `body_too_large`',
  415: 'The body is of a type that this call does not take. `unsupported_media_type`',
};
const NEEDS_LOGIN = { 401: 'Without a valid login. `unauthenticated`' };
const NEEDS_RIGHTS = { 403: 'The login may not do this. `not_allowed`' };

/** The refusals that follow from what a call takes and needs; its notes add their own. */
export function usualProblems(call: {
  takesInput: boolean;
  hasBody: boolean;
  needsLogin: boolean;
  needsRights: boolean;
}): Record<number, string> {
  return {
    ...(call.takesInput ? TAKES_INPUT : {}),
    ...(call.needsLogin ? NEEDS_LOGIN : {}),
    ...(call.needsRights ? NEEDS_RIGHTS : {}),
    ...(call.hasBody ? HAS_BODY : {}),
    ...EVERY_CALL,
  };
}
