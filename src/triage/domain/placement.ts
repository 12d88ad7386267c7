import type { SignalKind, Stream } from '#kernel';
import type { Features, Threshold } from './decision.js';
import type { RuleStream } from './rule.js';

/** Repeats of a settled thing belong to its ticket for so long, unless a rule says otherwise. */
export const DEFAULT_WINDOW_MINUTES: Readonly<Record<Stream, number>> = {
  auto_resolve: 24 * 60,
  review: 60,
  escalation: 60,
  appeal: 0,
  support: 0,
};

const RANK: Readonly<Record<Stream, number>> = {
  auto_resolve: 0,
  review: 1,
  support: 1,
  appeal: 1,
  escalation: 2,
};

/** Where a signal goes when no rule says so. */
export function defaultStream(kind: SignalKind): Stream {
  switch (kind) {
    case 'appeal':
      return 'appeal';
    case 'request':
      return 'support';
    case 'report':
    case 'flag':
      return 'review';
    default:
      return kind satisfies never;
  }
}

/** Rules place what was reported or flagged; a request they can only escalate, an appeal never. */
export function mayPlace(kind: SignalKind, stream: RuleStream): boolean {
  switch (kind) {
    case 'appeal':
      return false;
    case 'request':
      return stream === 'escalation';
    case 'report':
    case 'flag':
      return true;
    default:
      return kind satisfies never;
  }
}

/** What a member reports about staff is for the senior role, whatever the rules say. */
export function mustEscalate(kind: SignalKind, features: Features): boolean {
  return kind === 'report' && features.subjectIsStaff;
}

/** The thresholds that would move a ticket of this stream up, each once. */
export function liftingThresholds(stream: Stream, thresholds: readonly Threshold[]): Threshold[] {
  if (stream === 'appeal') return [];
  const lifting = thresholds.filter((threshold) => RANK[threshold.stream] > RANK[stream]);
  return [...new Map(lifting.map((threshold) => [JSON.stringify(threshold), threshold])).values()];
}
