/** What an answer of a file's host means for its copy. */
export type Fate = 'there' | 'elsewhere' | 'gone' | 'later';

const ELSEWHERE = new Set([301, 302, 303, 307, 308]);
/** Worth another attempt; what else is refused with 4xx stays refused: an expired link is a 404, or a 403. */
const LATER = new Set([408, 425, 429]);

export function fateOfStatus(status: number): Fate {
  if (status === 200) return 'there';
  if (ELSEWHERE.has(status)) return 'elsewhere';
  return status >= 500 || LATER.has(status) ? 'later' : 'gone';
}
