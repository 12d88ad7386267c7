import { applyRules, type Verdict } from './apply-rules.js';
import { correlationKey } from './correlation.js';
import type { Decision, Explanation, Features } from './decision.js';
import { fingerprintOf } from './fingerprint.js';
import { defaultStream, DEFAULT_WINDOW_MINUTES, liftingThresholds, mustEscalate } from './placement.js';
import { basicParts, priorityOf } from './priority.js';
import type { RuleSet } from './rule-set.js';
import { FeaturesView, SignalView } from './signal-view.js';
import type { Signal } from './signal.js';
import { titleOf } from './title.js';

/**
 * What becomes of a signal. Depends on its arguments alone and never throws, so that a backtest
 * decides exactly as live triage did.
 */
export function decide(signal: Signal, features: Features, ruleset: RuleSet): Decision {
  const view = new SignalView(signal);
  const candidates = ruleset.candidates(signal.kind, signal.category);
  const verdict = applyRules(signal, { signal: view, features: new FeaturesView(features) }, candidates);
  const category = verdict.category ?? signal.category;
  const aboutStaff = mustEscalate(signal.kind, features);
  const stream = aboutStaff ? 'escalation' : (verdict.stream ?? defaultStream(signal.kind));
  const normalised = view.plain;
  const fingerprint = fingerprintOf(normalised);
  const parts = [...basicParts(signal, features, category), ...verdict.parts];
  // A held-out thing must reach a person even when its twin was closed by a rule a minute ago.
  const windowMinutes =
    verdict.heldOutBy === null ? (verdict.windowMinutes ?? DEFAULT_WINDOW_MINUTES[stream]) : 0;
  return {
    stream,
    category,
    priority: priorityOf(parts),
    parts,
    correlationKey: correlationKey(signal, features, category, { normalised, fingerprint }),
    fingerprint,
    windowMinutes,
    tags: [...verdict.tags],
    thresholds: liftingThresholds(stream, verdict.thresholds),
    title: titleOf(category, signal.text, signal.subject),
    explanation: explain(signal, verdict, aboutStaff, ruleset.version),
  };
}

function explain(signal: Signal, verdict: Verdict, aboutStaff: boolean, ruleset: string): Explanation {
  const overruled = aboutStaff && verdict.stream !== 'escalation';
  const reasons = [...verdict.reasons];
  if (overruled) reasons.push('A report about staff goes to the senior role.');
  else if (verdict.stream === null) reasons.push(defaultReason(signal));
  return {
    rule: overruled ? null : verdict.placedBy,
    matched: verdict.matched,
    ruleset,
    reasons,
    heldOut: verdict.heldOutBy !== null,
    ...(verdict.heldOutBy === null ? {} : { heldOutBy: verdict.heldOutBy }),
    ...(verdict.shadow.length === 0 ? {} : { shadow: verdict.shadow }),
  };
}

function defaultReason({ kind }: Signal): string {
  switch (kind) {
    case 'appeal':
      return 'Appeals go to the appeal reviewers.';
    case 'request':
      return 'Requests for help go to support.';
    case 'report':
    case 'flag':
      return 'No rule placed it, so a person reviews it.';
    default:
      return kind satisfies never;
  }
}
