import type { SignalKind, Stream } from '#kernel';
import type { Threshold } from './decision.js';

export const RULE_STATUSES = ['draft', 'shadow', 'live'] as const;
/** Draft rules do nothing, shadow rules are evaluated and recorded, live rules decide. */
export type RuleStatus = (typeof RULE_STATUSES)[number];

/** Streams a rule may choose, weakest first; `appeal` and `support` follow from a signal's kind. */
export const RULE_STREAMS = ['auto_resolve', 'review', 'escalation'] as const satisfies readonly Stream[];
export type RuleStream = (typeof RULE_STREAMS)[number];

export interface RuleEffects {
  readonly stream?: RuleStream;
  /** Points, −100 to 100. */
  readonly priority?: number;
  readonly tags?: readonly string[];
  readonly thresholds?: readonly Threshold[];
  readonly windowMinutes?: number;
  /** Share of what the rule would close that a person sees all the same, 0 to 1. */
  readonly holdOutShare?: number;
  /** What the signal is about, when the rule knows better than the source. */
  readonly category?: string;
}

export interface Rule {
  readonly id: string;
  readonly version: number;
  readonly status: RuleStatus;
  /** The rule looks only at signals of these kinds, when given. */
  readonly kinds?: readonly SignalKind[];
  /** … and of these categories, as the source named them. */
  readonly categories?: readonly string[];
  /** A CEL condition over `signal` and `features`. */
  readonly when: string;
  readonly effects: RuleEffects;
  /** A sentence for the people who read the ticket. */
  readonly reason: string;
}

/** Named lists that conditions refer to. Domain lists are asked for when a rule first needs them. */
export interface RuleLists {
  readonly domains: Readonly<Record<string, () => ReadonlySet<string>>>;
  readonly phrases: Readonly<Record<string, readonly string[]>>;
}

export const DEFAULT_HOLD_OUT_SHARE = 0.02;
