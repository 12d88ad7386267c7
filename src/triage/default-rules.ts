import { readdirSync, readFileSync } from 'node:fs';
import { readRules } from './domain/rule-reader.js';
import { compileRuleSet, type RuleSet } from './domain/rule-set.js';
import type { Rule, RuleLists } from './domain/rule.js';

/** Seen from the build output, which keeps the layout of the sources beneath `dist/`. */
const CONFIG = new URL('../../../config/', import.meta.url);
const PHRASES = 'phrases-';
const DOMAINS = 'domains-';

let compiled: RuleSet | undefined;

/** The built-in rules, read and compiled once. Throws when they are not usable. */
export function defaultRuleSet(): RuleSet {
  return (compiled ??= compileRuleSet(loadDefaultRules(), loadDefaultLists()));
}

/** The built-in rules in the order in which they are tried: by file name, then as written. */
export function loadDefaultRules(): Rule[] {
  const folder = new URL('default-rules/', CONFIG);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => readRules(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
}

/** `phrases-x.txt` and `domains-x.txt` are the lists named `x`. Domain lists are long and read when first needed. */
export function loadDefaultLists(): RuleLists {
  const folder = new URL('lists/', CONFIG);
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  const named = (prefix: string): [string, URL][] =>
    files
      .filter((file) => file.startsWith(prefix))
      .map((file) => [file.slice(prefix.length, -'.txt'.length), new URL(file, folder)]);
  return {
    phrases: Object.fromEntries(named(PHRASES).map(([name, url]) => [name, readLines(url)])),
    domains: Object.fromEntries(
      named(DOMAINS).map(([name, url]) => [name, once(() => new Set(readLines(url)))]),
    ),
  };
}

function readLines(url: URL): string[] {
  return readFileSync(url, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
