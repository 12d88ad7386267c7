import { OUTCOMES, type Outcome } from '#kernel';
import type { Choice } from '../../interactions/handlers.js';
import type { Language } from '../../text/texts.js';
import { wordTexts } from '../../text/words.texts.js';

/** Outcomes that fit a ticket, narrowed to what was typed. */
export function outcomeChoices(fitting: readonly Outcome[], typed: string, language: Language): Choice[] {
  const { outcomes } = wordTexts[language];
  const text = typed.trim().toLowerCase();
  return fitting
    .filter((outcome) => outcome.includes(text) || outcomes[outcome].toLowerCase().includes(text))
    .map((outcome) => ({ name: outcomes[outcome], value: outcome }));
}

/** The outcome that was chosen, or typed out in the person's words; null when it is none. */
export function outcomeOf(typed: string, language: Language): Outcome | null {
  const { outcomes } = wordTexts[language];
  const text = typed.trim().toLowerCase();
  return OUTCOMES.find((one) => one === text || outcomes[one].toLowerCase() === text) ?? null;
}
