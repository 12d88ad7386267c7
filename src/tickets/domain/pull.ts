import type { Stream } from '#kernel';
import type { Decision, Threshold } from '#triage';
import type { CommandOf } from './commands.js';
import { isHigher } from './lane.js';

/** The stream a signal asks for: its decision's, or a higher one by a threshold it reached. */
export interface Pull {
  readonly stream: Stream;
  /** The threshold that decided it; null when the decision alone did. */
  readonly threshold: Threshold | null;
}

/** The threshold that asks for the highest stream, among those reached; null when none is. */
export function reachedThreshold(decision: Decision, measured: readonly number[]): Threshold | null {
  return decision.thresholds.reduce<Threshold | null>((best, threshold, i) => {
    if ((measured[i] ?? 0) < threshold.count) return best;
    return best === null || isHigher(threshold.stream, best.stream) ? threshold : best;
  }, null);
}

export function pullOf({ decision, measured }: CommandOf<'addSignal'>): Pull {
  const threshold = reachedThreshold(decision, measured);
  if (threshold !== null && isHigher(threshold.stream, decision.stream)) {
    return { stream: threshold.stream, threshold };
  }
  return { stream: decision.stream, threshold: null };
}

export function thresholdSentence({ measure, count, withinMinutes }: Threshold): string {
  const what = measure === 'distinct_reporters' ? 'different reporters' : 'occurrences';
  return `Threshold reached: ${count} ${what} within ${withinMinutes} minutes.`;
}
