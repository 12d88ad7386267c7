/** NUL and lone surrogates: neither can be stored in Postgres. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** What is wrong with a text someone typed, as the end of a sentence; null when nothing is. */
export function textProblem(text: string, max: number): string | null {
  if (text.trim() === '') return 'must not be empty';
  if (text.length > max) return `must have at most ${max} characters, not ${text.length}`;
  if (UNSTORABLE.test(text)) return 'must not contain NUL or broken characters';
  return null;
}
