import { PROBLEM_MEDIA_TYPE, type Problem } from './problem.js';
import { retryAfterSeconds } from './retry-after.js';

/** The headers that belong to a problem's status. */
export function problemHeaders(problem: Problem): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': PROBLEM_MEDIA_TYPE,
    'cache-control': 'no-store',
  };
  if (problem.status === 401) headers['www-authenticate'] = 'Bearer realm="docket"';
  const seconds = retryAfterSeconds(problem);
  if (seconds !== null) headers['retry-after'] = String(seconds);
  return headers;
}
