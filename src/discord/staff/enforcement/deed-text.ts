import { ageText } from '../../text/ages.js';
import type { Language } from '../../text/texts.js';
import { DEEDS, type Deed } from './domain/deed-choices.js';
import { enforcementTexts } from './enforcement.texts.js';

export function deedText({ type, durationSeconds, deleteMessageSeconds }: Deed, language: Language): string {
  const { deeds, andMessages } = enforcementTexts[language];
  if (type === 'timeout') return deeds.timeout(ageText((durationSeconds ?? 0) * 1_000, language));
  if (type !== 'ban') return deeds[type]();
  const seconds = deleteMessageSeconds ?? 0;
  return deeds.ban(seconds === 0 ? '' : andMessages(ageText(seconds * 1_000, language)));
}

/** As options of a select. */
export function deedOptions(language: Language): { value: string; label: string }[] {
  return [...DEEDS].map(([value, deed]) => ({ value, label: deedText(deed, language) }));
}
