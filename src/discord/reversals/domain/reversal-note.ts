import type { Language } from '../../text/texts.js';
import { reversalTexts } from './reversal.texts.js';
import type { Reversal, ReversalResult } from './reversal.js';

/** What staff read on the appeal; null: nothing is worth saying. */
export function reversalNote(
  { type, subjectId }: Pick<Reversal, 'type' | 'subjectId'>,
  result: ReversalResult,
  language: Language,
): string | null {
  if (result === 'off') return null;
  const texts = reversalTexts[language];
  return texts[result](texts.what[type](subjectId), texts.permissions[type]);
}
