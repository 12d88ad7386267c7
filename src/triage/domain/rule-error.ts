import { DomainError, type JsonObject } from '#kernel';

/** A rule that cannot be used; the message says what to change. */
export function ruleError(ruleId: string, problem: string, details: JsonObject = {}): DomainError {
  return new DomainError('invalid', 'rule_invalid', `Rule "${ruleId}": ${problem}`, { ruleId, ...details });
}
