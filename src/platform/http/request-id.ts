import type { IncomingMessage } from 'node:http';
import { newId } from '#kernel';

/** What may go into headers and logs as it came. */
const SAFE = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

/** The caller's own id for the request when it is harmless, else a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SAFE.test(given) ? given : newId();
}
