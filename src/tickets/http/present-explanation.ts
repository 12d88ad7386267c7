import type { JsonObject } from '#kernel';
import type { Explanation, PriorityPart, RuleRef } from '#triage';

/**
 * Why a ticket is where it is (I15). What is left out marks tickets that were held out: staff who could
 * tell them from others would not treat them alike.
 */
export function presentExplanation({
  rule,
  matched,
  ruleset,
  reasons,
  shadow = [],
}: Explanation): JsonObject {
  return {
    rule: rule === null ? null : presentRule(rule),
    matched: matched.map(presentRule),
    shadow: shadow.map(presentRule),
    ruleset,
    reasons: [...reasons],
  };
}

export function presentParts(parts: readonly PriorityPart[]): JsonObject[] {
  return parts.map(({ name, points }) => ({ name, points }));
}

function presentRule({ id, version }: RuleRef): JsonObject {
  return { id, version };
}
