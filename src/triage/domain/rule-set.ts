import { SIGNAL_KINDS, type SignalKind } from '#kernel';
import { ConditionCompiler, type Condition } from './condition.js';
import type { RuleRef } from './decision.js';
import { shortHash } from './hash.js';
import { checkRule, MAX_RULES } from './rule-limits.js';
import type { Rule, RuleLists } from './rule.js';
import { ruleError } from './rule-error.js';

export interface CompiledRule {
  readonly rule: Rule;
  readonly ref: RuleRef;
  readonly holds: Condition;
}

/** Rules ready to decide: checked, compiled and indexed. A value; a changed rule makes a new one. */
export interface RuleSet {
  /** Changes with every change to a rule. */
  readonly version: string;
  readonly rules: readonly Rule[];
  /** The live and shadow rules that look at such signals, in their order. */
  candidates(kind: SignalKind, category: string): readonly CompiledRule[];
}

const NO_LISTS: RuleLists = { domains: {}, phrases: {} };

/** Throws `rule_invalid` for the first rule that cannot be used. */
export function compileRuleSet(rules: readonly Rule[], lists: RuleLists = NO_LISTS): RuleSet {
  if (rules.length > MAX_RULES)
    throw ruleError(rules[MAX_RULES]!.id, `a rule set holds at most ${MAX_RULES} rules.`);
  const compiler = new ConditionCompiler(lists);
  const ids = new Set<string>();
  const compiled = rules.map((rule) => {
    checkRule(rule);
    if (ids.has(rule.id)) throw ruleError(rule.id, 'its id is used twice; rename one.');
    ids.add(rule.id);
    return compileRule(rule, compiler);
  });
  const index = indexByKind(compiled.filter(({ rule }) => rule.status !== 'draft'));
  return {
    version: shortHash(JSON.stringify(rules)),
    rules: [...rules],
    candidates: (kind, category) => index[kind].byCategory.get(category) ?? index[kind].others,
  };
}

function compileRule(rule: Rule, compiler: ConditionCompiler): CompiledRule {
  try {
    return { rule, ref: { id: rule.id, version: rule.version }, holds: compiler.compile(rule.when) };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw ruleError(rule.id, `its condition cannot be used: ${problem}.`, { when: rule.when });
  }
}

interface KindIndex {
  readonly byCategory: ReadonlyMap<string, readonly CompiledRule[]>;
  /** For categories that no rule names. */
  readonly others: readonly CompiledRule[];
}

function indexByKind(compiled: readonly CompiledRule[]): Readonly<Record<SignalKind, KindIndex>> {
  const entries = SIGNAL_KINDS.map((kind): [SignalKind, KindIndex] => {
    const ofKind = compiled.filter(({ rule }) => rule.kinds?.includes(kind) ?? true);
    const named = new Set(ofKind.flatMap(({ rule }) => rule.categories ?? []));
    const byCategory = Array.from(named, (category): [string, CompiledRule[]] => [
      category,
      ofKind.filter(({ rule }) => rule.categories?.includes(category) ?? true),
    ]);
    const others = ofKind.filter(({ rule }) => rule.categories === undefined);
    return [kind, { byCategory: new Map(byCategory), others }];
  });
  return Object.fromEntries(entries) as Record<SignalKind, KindIndex>;
}
