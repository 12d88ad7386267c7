import type { WorkedStream } from '#kernel';

/** What becomes of a ticket for which a member does not answer. */
export interface StaleRule {
  /** Days until the member is reminded; null: never, and then nothing is closed either. */
  readonly remindAfterDays: number | null;
  /** Days after that until the ticket is closed; null: never. */
  readonly closeAfterDays: number | null;
}

export type StaleSettings = Readonly<Record<WorkedStream, StaleRule>>;
export type SetStale = { readonly [S in WorkedStream]?: Partial<StaleRule> };

const NEVER: StaleRule = { remindAfterDays: null, closeAfterDays: null };

/**
 * What a guild starts with. Whoever asked for something and does not answer has lost interest; an incident
 * does not go away because somebody who saw it says no more.
 */
export const defaultStale: StaleSettings = {
  review: NEVER,
  escalation: NEVER,
  appeal: { remindAfterDays: 7, closeAfterDays: 7 },
  support: { remindAfterDays: 3, closeAfterDays: 4 },
};

export function staleWithDefaults(set: SetStale | undefined, defaults: StaleSettings): StaleSettings {
  return {
    review: { ...defaults.review, ...set?.review },
    escalation: { ...defaults.escalation, ...set?.escalation },
    appeal: { ...defaults.appeal, ...set?.appeal },
    support: { ...defaults.support, ...set?.support },
  };
}
