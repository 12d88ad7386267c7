import { jobKind, type LongNamesOf, type PayloadsOf } from './domain/job-kind.js';
import { CALLBACK_KINDS } from './kinds/callback-kinds.js';
import { DISCORD_KINDS } from './kinds/discord-kinds.js';
import { UPKEEP_KINDS } from './upkeep/upkeep-kinds.js';

/**
 * Every job of Docket: its name, what it carries, how it is run. A line here and one `@HandlesJob` class
 * make a job; a start with a name that has no handler, or two, fails. A payload holds ids and no more
 * than that: the handler reads what it needs as it is when it runs. The name begins with its module.
 */
export const JOB_KINDS = {
  ...UPKEEP_KINDS,
  'evidence.copy': jobKind<{ readonly guildId: string; readonly evidenceId: string }>()({
    lane: 'background',
    maxAttempts: 20,
    backoff: { firstMs: 10_000, maxMs: 1_800_000 },
  }),
  ...CALLBACK_KINDS,
  ...DISCORD_KINDS,
};

export type JobPayloads = PayloadsOf<typeof JOB_KINDS>;
export type JobName = keyof JobPayloads;
export type LongJobName = LongNamesOf<typeof JOB_KINDS>;
