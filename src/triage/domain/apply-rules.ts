import type { PriorityPart, RuleRef, Threshold } from './decision.js';
import type { ConditionInput } from './condition.js';
import { unitHash } from './hash.js';
import { mayPlace } from './placement.js';
import type { CompiledRule } from './rule-set.js';
import { DEFAULT_HOLD_OUT_SHARE, type Rule, type RuleStream } from './rule.js';
import type { Signal } from './signal.js';

/** What the matching rules say together. */
export interface Verdict {
  placedBy: RuleRef | null;
  stream: RuleStream | null;
  category: string | null;
  windowMinutes: number | null;
  heldOutBy: RuleRef | null;
  readonly parts: PriorityPart[];
  readonly tags: Set<string>;
  readonly thresholds: Threshold[];
  readonly reasons: string[];
  readonly matched: RuleRef[];
  readonly shadow: RuleRef[];
}

/** The first matching rule with a stream places the signal; the other effects of all of them add up. */
export function applyRules(
  signal: Signal,
  input: ConditionInput,
  candidates: readonly CompiledRule[],
): Verdict {
  const verdict: Verdict = {
    placedBy: null,
    stream: null,
    category: null,
    windowMinutes: null,
    heldOutBy: null,
    parts: [],
    tags: new Set(),
    thresholds: [],
    reasons: [],
    matched: [],
    shadow: [],
  };
  for (const candidate of candidates) {
    if (!holds(candidate, input, verdict)) continue;
    if (candidate.rule.status === 'shadow') verdict.shadow.push(candidate.ref);
    else if (!holdsOut(signal, candidate, verdict)) add(signal, candidate, verdict);
  }
  return verdict;
}

function holds({ rule, ref, holds }: CompiledRule, input: ConditionInput, verdict: Verdict): boolean {
  try {
    return holds(input);
  } catch {
    if (rule.status === 'live') {
      verdict.reasons.push(`Rule "${ref.id}" could not be evaluated on this signal and was passed over.`);
    }
    return false;
  }
}

/**
 * A held-out signal is treated as if no rule could close it, marks and all: who reviews it must not
 * be able to tell it from any other.
 */
function holdsOut(signal: Signal, { rule, ref }: CompiledRule, verdict: Verdict): boolean {
  if (rule.effects.stream !== 'auto_resolve' || !mayPlace(signal.kind, 'auto_resolve')) return false;
  if (verdict.stream !== null) return false;
  if (verdict.heldOutBy !== null) return true;
  if (unitHash(`${rule.id} ${signal.id}`) >= (rule.effects.holdOutShare ?? DEFAULT_HOLD_OUT_SHARE))
    return false;
  verdict.heldOutBy = ref;
  return true;
}

function add(signal: Signal, { rule, ref }: CompiledRule, verdict: Verdict): void {
  const { effects } = rule;
  if (effects.stream !== undefined && verdict.stream === null && mayPlace(signal.kind, effects.stream)) {
    verdict.stream = effects.stream;
    verdict.placedBy = ref;
  }
  verdict.category ??= effects.category ?? null;
  verdict.windowMinutes ??= effects.windowMinutes ?? null;
  if (effects.priority !== undefined && effects.priority !== 0) {
    verdict.parts.push({ name: partName(rule), points: effects.priority });
  }
  effects.tags?.forEach((tag) => verdict.tags.add(tag));
  if (effects.thresholds !== undefined) verdict.thresholds.push(...effects.thresholds);
  verdict.reasons.push(rule.reason);
  verdict.matched.push(ref);
}

function partName(rule: Rule): string {
  return `rule:${rule.id}`;
}
