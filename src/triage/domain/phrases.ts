import { normalise } from './normalise.js';
import type { SignalView } from './signal-view.js';

/** Scripts written without spaces, where a phrase has no word boundaries to stand between. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** A phrase prepared for comparison with normalised texts. */
export interface Phrase {
  readonly text: string;
  /** Looked up first: most texts lack most phrases' longest word. Null where words have no bounds. */
  readonly word: string | null;
}

/** Null for a phrase of which normalising leaves nothing. */
export function preparePhrase(phrase: string): Phrase | null {
  const text = normalise(phrase);
  if (text === '') return null;
  if (UNSPACED.test(text)) return { text, word: null };
  const word = text.split(' ').reduce((longest, next) => (next.length > longest.length ? next : longest));
  return { text: ` ${text} `, word };
}

export function holdsPhrase(view: SignalView, phrase: Phrase): boolean {
  return (phrase.word === null || view.words.has(phrase.word)) && view.padded.includes(phrase.text);
}
