import { SIGNAL_KINDS, STREAMS } from '#kernel';
import type { Threshold } from './decision.js';
import { ruleError } from './rule-error.js';
import { RULE_STATUSES, RULE_STREAMS, type Rule, type RuleEffects } from './rule.js';

const RULE_FIELDS = ['id', 'version', 'status', 'kinds', 'categories', 'when', 'effects', 'reason'];
const EFFECT_FIELDS = [
  'stream',
  'priority',
  'tags',
  'thresholds',
  'windowMinutes',
  'holdOutShare',
  'category',
];
const THRESHOLD_FIELDS = ['measure', 'count', 'withinMinutes', 'stream'];
const MEASURES = ['distinct_reporters', 'occurrences'] as const;

/**
 * Reads rules from JSON: every field known and of its type, so that a misspelt one is an error and
 * not a rule that silently does less. Whether the values make sense is `compileRuleSet`'s to check.
 */
export function readRules(json: unknown): Rule[] {
  if (!Array.isArray(json)) throw ruleError('?', 'a file of rules holds a list.');
  return json.map((entry: unknown) => readRule(entry));
}

function readRule(json: unknown): Rule {
  const id = isRecord(json) && typeof json['id'] === 'string' ? json['id'] : '?';
  const fields = new Fields(id, 'rule', json, RULE_FIELDS);
  return {
    id,
    version: fields.number('version'),
    status: fields.oneOf('status', RULE_STATUSES),
    ...fields.optional('kinds', (name) =>
      fields.list(name).map((kind) => member(id, name, kind, SIGNAL_KINDS)),
    ),
    ...fields.optional('categories', (name) => fields.texts(name)),
    when: fields.text('when'),
    effects: readEffects(id, fields.value('effects')),
    reason: fields.text('reason'),
  };
}

function readEffects(id: string, json: unknown): RuleEffects {
  const fields = new Fields(id, 'effects', json, EFFECT_FIELDS);
  return {
    ...fields.optional('stream', (name) => fields.oneOf(name, RULE_STREAMS)),
    ...fields.optional('priority', (name) => fields.number(name)),
    ...fields.optional('tags', (name) => fields.texts(name)),
    ...fields.optional('thresholds', (name) => fields.list(name).map((entry) => readThreshold(id, entry))),
    ...fields.optional('windowMinutes', (name) => fields.number(name)),
    ...fields.optional('holdOutShare', (name) => fields.number(name)),
    ...fields.optional('category', (name) => fields.text(name)),
  };
}

function readThreshold(id: string, json: unknown): Threshold {
  const fields = new Fields(id, 'threshold', json, THRESHOLD_FIELDS);
  return {
    measure: fields.oneOf('measure', MEASURES),
    count: fields.number('count'),
    withinMinutes: fields.number('withinMinutes'),
    stream: fields.oneOf('stream', STREAMS),
  };
}

/** One JSON object being read; every method throws a sentence that names rule and field. */
class Fields {
  readonly #record: Readonly<Record<string, unknown>>;

  constructor(
    private readonly id: string,
    where: string,
    json: unknown,
    known: readonly string[],
  ) {
    if (!isRecord(json)) throw ruleError(id, `${where} must be an object.`);
    const stray = Object.keys(json).find((name) => !known.includes(name));
    if (stray !== undefined)
      throw ruleError(id, `${where} has no field "${stray}"; there are ${known.join(', ')}.`);
    this.#record = json;
  }

  value(name: string): unknown {
    return this.#record[name];
  }

  optional<N extends string, T>(name: N, read: (name: N) => T): { readonly [K in N]?: T } {
    return this.#record[name] === undefined ? {} : ({ [name]: read(name) } as { readonly [K in N]: T });
  }

  text(name: string): string {
    const value = this.#record[name];
    if (typeof value !== 'string') throw ruleError(this.id, `${name} must be a text.`);
    return value;
  }

  number(name: string): number {
    const value = this.#record[name];
    if (typeof value !== 'number') throw ruleError(this.id, `${name} must be a number.`);
    return value;
  }

  list(name: string): readonly unknown[] {
    const value = this.#record[name];
    if (!Array.isArray(value)) throw ruleError(this.id, `${name} must be a list.`);
    return value;
  }

  texts(name: string): string[] {
    return this.list(name).map((item) => {
      if (typeof item !== 'string') throw ruleError(this.id, `${name} must be a list of texts.`);
      return item;
    });
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    return member(this.id, name, this.#record[name], allowed);
  }
}

function member<T extends string>(id: string, name: string, value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw ruleError(id, `${name} must be one of ${allowed.join(', ')}.`);
  return found;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
