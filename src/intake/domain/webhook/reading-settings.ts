import { SEVERITIES, type JsonObject, type JsonValue } from '#kernel';
import { ROLES_OF_FIELDS } from './field-names.js';

const CATEGORY = /^[a-z][a-z0-9_]{0,39}$/;
const MOST_NAMES = 20;

/**
 * What is wrong with the settings by which a source's messages are read, as sentences; none when they are
 * good: `{ "mapping": { "member": ["Player"], "reason": "Grund" }, "category": "spam", "severity": "low" }`.
 */
export function readingProblems(settings: JsonObject): string[] {
  return [...mappingProblems(settings['mapping']), ...placeProblems(settings)];
}

function mappingProblems(mapping: JsonValue | undefined): string[] {
  if (mapping === undefined || mapping === null) return [];
  if (typeof mapping !== 'object' || Array.isArray(mapping)) {
    return ['`mapping` must say for what is read which fields hold it, such as { "member": ["Player"] }.'];
  }
  return Object.entries(mapping).flatMap(([role, names]) => {
    if (!ROLES_OF_FIELDS.some((known) => known === role)) {
      return [`\`mapping.${role.slice(0, 40)}\` is nothing that is read. Use ${ROLES_OF_FIELDS.join(', ')}.`];
    }
    const list = Array.isArray(names) ? names : [names];
    const good = list.every((name) => typeof name === 'string' && name.trim() !== '' && name.length <= 256);
    return good && list.length >= 1 && list.length <= MOST_NAMES
      ? []
      : [`\`mapping.${role}\` must be the name of a field, or a list of at most ${MOST_NAMES}.`];
  });
}

function placeProblems({ category, severity }: JsonObject): string[] {
  const problems: string[] = [];
  if (category !== undefined && !(typeof category === 'string' && CATEGORY.test(category))) {
    problems.push('`category` must be lower-case words joined by underscores, such as `hate`.');
  }
  if (severity !== undefined && !SEVERITIES.some((known) => known === severity)) {
    problems.push(`\`severity\` must be one of ${SEVERITIES.join(', ')}.`);
  }
  return problems;
}
