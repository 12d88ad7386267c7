import type { TicketPolicy } from '#guilds';
import type { Decision, Features, Signal } from '#triage';

/** A signal with what triage decided about it. */
export interface TriagedSignal {
  readonly signal: Signal;
  readonly decision: Decision;
  readonly features: Features;
  readonly policy: TicketPolicy;
}
