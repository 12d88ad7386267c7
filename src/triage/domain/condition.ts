import { Environment } from '@marcbachmann/cel-js';
import { checkCondition, CONDITION_LIMITS, MAX_CONDITION_LENGTH, type ListUse } from './condition-limits.js';
import { listHolds } from './links.js';
import { holdsPhrase, preparePhrase, type Phrase } from './phrases.js';
import type { RuleLists } from './rule.js';
import { FEATURE_FIELDS, FeaturesView, SIGNAL_FIELDS, SignalView } from './signal-view.js';

export interface ConditionInput {
  readonly signal: SignalView;
  readonly features: FeaturesView;
}

export type Condition = (input: ConditionInput) => boolean;

/** Turns CEL texts into conditions over one set of named lists; throws a sentence about a wrong one. */
export class ConditionCompiler {
  readonly #environment: Environment;
  readonly #phrases = new Map<string, Phrase | null>();
  readonly #phraseLists = new Map<string, readonly Phrase[]>();

  constructor(private readonly lists: RuleLists) {
    const { domains } = lists;
    this.#environment = new Environment({ limits: CONDITION_LIMITS })
      .registerType('Signal', { ctor: SignalView, fields: SIGNAL_FIELDS })
      .registerType('Features', { ctor: FeaturesView, fields: FEATURE_FIELDS })
      .registerVariable('signal', 'Signal')
      .registerVariable('features', 'Features')
      .registerFunction('Signal.hasAny(list<string>): bool', (view: SignalView, items: readonly string[]) =>
        items.some((item) => {
          const phrase = this.#phrases.get(item);
          return phrase ? holdsPhrase(view, phrase) : false;
        }),
      )
      .registerFunction('Signal.hasAny(string): bool', (view: SignalView, name: string) =>
        (this.#phraseLists.get(name) ?? []).some((phrase) => holdsPhrase(view, phrase)),
      )
      .registerFunction(
        'Signal.domainIn(list<string>): bool',
        (view: SignalView, items: readonly string[]) => {
          if (view.found.length === 0) return false;
          const set = new Set(items);
          return view.found.some(({ host }) => listHolds(set, host));
        },
      )
      .registerFunction('Signal.domainIn(string): bool', (view: SignalView, name: string) => {
        const list = view.found.length === 0 ? undefined : domains[name]?.();
        return list !== undefined && view.found.some(({ host }) => listHolds(list, host));
      });
  }

  compile(text: string): Condition {
    if (text.length > MAX_CONDITION_LENGTH) {
      throw new Error(`a condition has at most ${MAX_CONDITION_LENGTH} characters`);
    }
    const parsed = this.#environment.parse(text);
    checkCondition(parsed.ast).forEach((use) => this.#prepare(use));
    const checked = parsed.check();
    if (!checked.valid) throw checked.error ?? new Error('the condition does not type-check');
    if (checked.type !== 'bool') {
      throw new Error(`a condition must be true or false, this one is of type ${checked.type ?? 'unknown'}`);
    }
    const evaluate: (input: ConditionInput) => unknown = parsed;
    return (input) => evaluate(input) === true;
  }

  #prepare({ call, list }: ListUse): void {
    if (typeof list !== 'string') {
      if (call === 'hasAny') list.forEach((item) => this.#phrases.set(item, preparePhrase(item)));
      return;
    }
    const known = call === 'hasAny' ? this.lists.phrases : this.lists.domains;
    if (!Object.hasOwn(known, list)) {
      const names = Object.keys(known).join(', ') || 'none';
      throw new Error(`${call}() does not know the list "${list}"; there are: ${names}`);
    }
    if (call === 'hasAny' && !this.#phraseLists.has(list)) {
      const phrases = (this.lists.phrases[list] ?? []).map(preparePhrase);
      this.#phraseLists.set(
        list,
        phrases.filter((phrase) => phrase !== null),
      );
    }
  }
}
