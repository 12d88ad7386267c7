import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#config';
import { readRules } from './domain/rule-reader.js';
import { compileRuleSet, type RuleSet } from './domain/rule-set.js';
import type { Rule, RuleLists } from './domain/rule.js';

const CONFIG = join(ROOT, 'config');
const PHRASES = 'phrases-';
const DOMAINS = 'domains-';

let compiled: RuleSet | undefined;

/** The built-in rules, read and compiled once. Throws when they are not usable. */
export function defaultRuleSet(): RuleSet {
  return (compiled ??= compileRuleSet(loadDefaultRules(), loadDefaultLists()));
}

/** The built-in rules in the order in which they are tried: by file name, then as written. */
export function loadDefaultRules(): Rule[] {
  const folder = join(CONFIG, 'default-rules');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => readRules(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
}

/** `phrases-x.txt` and `domains-x.txt` are the lists named `x`. Domain lists are long and read when first needed. */
export function loadDefaultLists(): RuleLists {
  const folder = join(CONFIG, 'lists');
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  const named = (prefix: string): [string, string][] =>
    files
      .filter((file) => file.startsWith(prefix))
      .map((file) => [file.slice(prefix.length, -'.txt'.length), join(folder, file)]);
  return {
    phrases: Object.fromEntries(named(PHRASES).map(([name, path]) => [name, readLines(path)])),
    domains: Object.fromEntries(
      named(DOMAINS).map(([name, path]) => [name, once(() => new Set(readLines(path)))]),
    ),
  };
}

function readLines(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
