import type { Language } from '../../text/texts.js';
import type { EnforcedType } from './domain/enforcement.js';
import type { Failure } from './domain/obstacle.js';
import { enforcementTexts } from './enforcement.texts.js';

/** Why Discord does not do it, and what helps. */
export function failureText(failure: Failure, type: EnforcedType, language: Language): string {
  const { failures, permissions } = enforcementTexts[language];
  return failures[failure](permissions[type]);
}
