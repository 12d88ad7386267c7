import { diagnoseBot } from './diagnose-bot.js';
import { diagnoseChannels } from './diagnose-channels.js';
import { diagnoseRoles } from './diagnose-roles.js';
import type { GuildCondition } from './guild-condition.js';
import { finding, type Finding, type Severity } from './finding.js';

const WORST_FIRST: readonly Severity[] = ['broken', 'risk', 'limited'];

/** What is missing in a guild, the worst first; nothing when all works. */
export function diagnose(condition: GuildCondition): Finding[] {
  if (condition.mapping === null) {
    return [
      finding(
        'not_set_up',
        'broken',
        'Docket is not set up in this server.',
        'Run `/setup start` in the server.',
      ),
    ];
  }
  const found = [
    ...diagnoseBot(condition),
    ...diagnoseChannels(condition, condition.mapping),
    ...diagnoseRoles(condition, condition.mapping),
  ];
  return found.toSorted((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity));
}
