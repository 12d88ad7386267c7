import type { Signal, Threshold } from '#triage';
import type { Stream } from '#kernel';
import type { CommandOf } from './commands.js';
import { higherOf, isHigher } from './lane.js';
import { pullOf, reachedThreshold } from './pull.js';
import { workedStream } from './reopening.js';
import type { Ticket } from './ticket.js';

/** What becomes of a signal about something already settled. */
export type SettledAnswer =
  | { readonly kind: 'count' }
  | { readonly kind: 'drop'; readonly why: DropReason }
  | {
      readonly kind: 'reopen';
      readonly stream: Stream;
      readonly cause: 'threshold' | 'decision';
      readonly threshold: Threshold | null;
    };

export type DropReason = 'automation_cannot_override' | 'below_threshold';

/** A report nobody stands behind cannot be told from automation, so it has no more weight than a flag. */
export function isFromMember(signal: Signal): boolean {
  return signal.kind !== 'flag' && signal.reporter !== null;
}

/** A person's decision holds until it expires; what a rule, timer or service closed does not hold (I11). */
function isHeld(ticket: Ticket, now: Date): boolean {
  return (
    ticket.resolvedByType === 'user' && ticket.decisionExpiresAt !== null && ticket.decisionExpiresAt > now
  );
}

export function settledAnswer(ticket: Ticket, command: CommandOf<'addSignal'>, now: Date): SettledAnswer {
  return isHeld(ticket, now) ? afterPerson(ticket, command) : afterMachine(ticket, command);
}

/** What triage would send to people goes to people; what it would close itself stays closed and counts. */
function afterMachine(ticket: Ticket, command: CommandOf<'addSignal'>): SettledAnswer {
  const { stream, threshold } = pullOf(command);
  if (stream === 'auto_resolve') return { kind: 'count' };
  return {
    kind: 'reopen',
    stream: higherOf(workedStream(ticket), stream),
    cause: threshold === null ? 'decision' : 'threshold',
    threshold,
  };
}

/**
 * Automation changes nothing. A member's report does when enough say the same since, or when it shows
 * something worse than what was decided on. Appeals and requests get tickets of their own; one that comes
 * here all the same is a person who waits for an answer.
 */
function afterPerson(ticket: Ticket, command: CommandOf<'addSignal'>): SettledAnswer {
  const { signal, decision, measured } = command;
  if (!isFromMember(signal)) return { kind: 'drop', why: 'automation_cannot_override' };
  const stream = workedStream(ticket);
  if (signal.kind !== 'report') return { kind: 'reopen', stream, cause: 'decision', threshold: null };
  const threshold = reachedThreshold(decision, measured);
  if (threshold !== null) {
    return { kind: 'reopen', stream: higherOf(stream, threshold.stream), cause: 'threshold', threshold };
  }
  if (decision.stream === 'escalation' && isHigher(decision.stream, stream)) {
    return { kind: 'reopen', stream: decision.stream, cause: 'decision', threshold: null };
  }
  return { kind: 'drop', why: 'below_threshold' };
}
