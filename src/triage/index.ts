export type * from './domain/signal.js';
export type * from './domain/decision.js';
export type * from './domain/rule.js';
export { RULE_STATUSES, RULE_STREAMS } from './domain/rule.js';
export { defaultRuleSet } from './default-rules.js';
export { CATEGORIES } from './domain/categories.js';
export { decide } from './domain/decide.js';
export { compileRuleSet, type RuleSet } from './domain/rule-set.js';
export { priorityOf, reporterPart, REPORTERS_PART, withReporters } from './domain/priority.js';
