import type { Stream } from '#kernel';

/**
 * What triage may know beside the signal itself. Frozen with the signal at intake, so that a
 * backtest sees what live triage saw.
 */
export interface Features {
  /** The source's trust, 0 to 1. */
  readonly sourceTrust: number;
  /** Share of the reporter's last 50 decided reports that were upheld; null below 5 of them. */
  readonly reporterAccuracy: number | null;
  /** Enforcement actions on the subject in the last 90 days. */
  readonly subjectActions: number;
  /** True when the subject is on the guild's staff (holds a staff token or role). */
  readonly subjectIsStaff: boolean;
  /** For an appeal: the action or resolved ticket it contests, when it was found. */
  readonly contests: { readonly actionId: string | null; readonly ticketId: string | null } | null;
}

/** One named addend of a priority; they sum to it before clamping to 0–100. */
export interface PriorityPart {
  readonly name: string;
  readonly points: number;
}

/** Moves a ticket up a stream when so much happened on it within the window. */
export interface Threshold {
  readonly measure: 'distinct_reporters' | 'occurrences';
  readonly count: number;
  readonly withinMinutes: number;
  readonly stream: Stream;
}

export interface RuleRef {
  readonly id: string;
  readonly version: number;
}

/** Why a signal went where it went, readable on the ticket (I15). */
export interface Explanation {
  /** The rule whose stream won; null when no rule matched and the default stream was used. */
  readonly rule: RuleRef | null;
  /** Every rule that matched and added something (tags, priority). */
  readonly matched: readonly RuleRef[];
  /** Version of the whole rule set. */
  readonly ruleset: string;
  /** Sentences for people, in order. */
  readonly reasons: readonly string[];
  /** A rule would have closed it, and the random share kept it for review. Never shown to staff. */
  readonly heldOut: boolean;
  /** The rule that would have closed it; like `heldOut`, never shown to staff. */
  readonly heldOutBy?: RuleRef;
  /** Shadow rules that matched; they changed nothing. */
  readonly shadow?: readonly RuleRef[];
}

export interface Decision {
  readonly stream: Stream;
  readonly category: string;
  /** 0–100. */
  readonly priority: number;
  readonly parts: readonly PriorityPart[];
  /** Signals of a guild with the same key are about the same thing. */
  readonly correlationKey: string;
  /** Of the normalised text; null when there is too little text to compare. */
  readonly fingerprint: string | null;
  /** A repeat within so many minutes of a resolution belongs to the resolved ticket. */
  readonly windowMinutes: number;
  readonly tags: readonly string[];
  readonly thresholds: readonly Threshold[];
  /** One line for a queue, from outside text: bounded, single-line, not escaped. */
  readonly title: string;
  readonly explanation: Explanation;
}
