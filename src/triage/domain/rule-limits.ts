import { STREAMS } from '#kernel';
import type { Threshold } from './decision.js';
import { ruleError } from './rule-error.js';
import { RULE_STATUSES, RULE_STREAMS, type Rule } from './rule.js';

export const MAX_RULES = 200;
const MAX_TAGS = 10;
const MAX_THRESHOLDS = 5;
const MAX_WINDOW_MINUTES = 30 * 24 * 60;
const MAX_REASON = 300;
const RULE_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const CATEGORY = /^[a-z0-9][a-z0-9_]{0,63}$/;
const TAG = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/** Throws `rule_invalid` with what to change. */
export function checkRule(rule: Rule): void {
  const { effects } = rule;
  const demand = (holds: boolean, problem: string): void => {
    if (!holds) throw ruleError(rule.id, problem);
  };
  demand(RULE_ID.test(rule.id), 'its id must be lower-case letters, digits and hyphens, at most 64.');
  demand(isWhole(rule.version, 1, 2 ** 31 - 1), 'its version must be a whole number from 1.');
  demand(RULE_STATUSES.includes(rule.status), `its status must be one of ${RULE_STATUSES.join(', ')}.`);
  demand(
    rule.reason.trim() !== '' && rule.reason.length <= MAX_REASON,
    `give a reason of at most ${MAX_REASON} characters.`,
  );
  demand(rule.kinds?.length !== 0, 'leave kinds out to match every kind.');
  demand(rule.categories?.length !== 0, 'leave categories out to match every category.');
  demand(
    (rule.categories ?? []).every((name) => CATEGORY.test(name)),
    'categories must be lower snake case.',
  );
  demand(
    effects.stream === undefined || RULE_STREAMS.includes(effects.stream),
    `its stream must be one of ${RULE_STREAMS.join(', ')}; appeals and support follow from the kind.`,
  );
  demand(
    effects.priority === undefined || isWhole(effects.priority, -100, 100),
    'its priority must be a whole number from -100 to 100.',
  );
  const tags = effects.tags ?? [];
  demand(
    tags.length <= MAX_TAGS && tags.every((tag) => TAG.test(tag)),
    `it may have ${MAX_TAGS} tags of lower-case letters, digits, - and _.`,
  );
  demand(
    effects.category === undefined || CATEGORY.test(effects.category),
    'its category must be lower snake case.',
  );
  demand(
    effects.windowMinutes === undefined || isWhole(effects.windowMinutes, 0, MAX_WINDOW_MINUTES),
    `its windowMinutes must be a whole number up to ${MAX_WINDOW_MINUTES}.`,
  );
  demand(
    effects.holdOutShare === undefined || effects.stream === 'auto_resolve',
    'only a rule that resolves by itself has a holdOutShare.',
  );
  demand(
    effects.holdOutShare === undefined || (effects.holdOutShare >= 0 && effects.holdOutShare <= 1),
    'its holdOutShare must be from 0 to 1.',
  );
  const thresholds = effects.thresholds ?? [];
  demand(thresholds.length <= MAX_THRESHOLDS, `it may have ${MAX_THRESHOLDS} thresholds.`);
  thresholds.forEach((threshold) =>
    demand(
      isThreshold(threshold),
      'a threshold counts 2 to 10000 distinct_reporters or occurrences within up to 30 days and names review or escalation.',
    ),
  );
}

function isThreshold({ measure, count, withinMinutes, stream }: Threshold): boolean {
  return (
    (measure === 'distinct_reporters' || measure === 'occurrences') &&
    isWhole(count, 2, 10_000) &&
    isWhole(withinMinutes, 1, MAX_WINDOW_MINUTES) &&
    STREAMS.includes(stream) &&
    (stream === 'review' || stream === 'escalation')
  );
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
