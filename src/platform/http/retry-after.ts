import type { Problem } from './problem.js';

const DEFAULT_SECONDS: Readonly<Record<number, number>> = { 429: 5, 503: 2 };

/** When to come back: what the refusal said in `retryAfterSeconds`, or a little while for its status. */
export function retryAfterSeconds(problem: Problem): number | null {
  const fallback = DEFAULT_SECONDS[problem.status];
  if (fallback === undefined) return null;
  const said = problem['retryAfterSeconds'];
  return typeof said === 'number' && Number.isFinite(said) && said >= 0 ? Math.ceil(said) : fallback;
}
