import { SEVERITIES, type JsonObject, type JsonValue, type Severity } from '#kernel';
import type { RaidLimits } from './raid-watch.js';

/** What a guild says of one of its rules. */
export interface RuleSettings {
  readonly category?: string;
  readonly severity?: Severity;
}

export interface AutoModSettings {
  /** By the rule's id, or by its name in lower case. */
  readonly rules: ReadonlyMap<string, RuleSettings>;
  /** Null: every trigger is a case of its own. */
  readonly raid: RaidLimits | null;
}

const RAID: RaidLimits = { members: 10, ofOneMember: 8, withinSeconds: 30 };
const CATEGORY = /^[a-z][a-z0-9_]{0,39}$/;

/**
 * Settings of the source AutoMod: `{ "rules": { "No scams": { "category": "scam", "severity": "high" } },
 * "raid": { "members": 10, "ofOneMember": 8, "withinSeconds": 30 } }`; `"raid": false` switches it off. What
 * is not usable counts as not said.
 */
export function automodSettings(settings: JsonObject): AutoModSettings {
  const rules = Object.entries(recordOf(settings['rules'])).map(
    ([name, said]) => [name.toLowerCase(), ruleSettings(recordOf(said))] as const,
  );
  return { rules: new Map(rules), raid: settings['raid'] === false ? null : raidLimits(settings['raid']) };
}

function ruleSettings({ category, severity }: JsonObject): RuleSettings {
  const known = SEVERITIES.find((one) => one === severity);
  return {
    ...(typeof category === 'string' && CATEGORY.test(category) && { category }),
    ...(known !== undefined && { severity: known }),
  };
}

function raidLimits(said: JsonValue | undefined): RaidLimits {
  const { members, ofOneMember, withinSeconds } = recordOf(said);
  return {
    members: wholeWithin(members, 2, 200) ?? RAID.members,
    ofOneMember: wholeWithin(ofOneMember, 2, 200) ?? RAID.ofOneMember,
    withinSeconds: wholeWithin(withinSeconds, 1, 600) ?? RAID.withinSeconds,
  };
}

function wholeWithin(value: JsonValue | undefined, least: number, most: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    ? value
    : null;
}

function recordOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
