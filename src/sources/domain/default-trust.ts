import type { SourceKind } from '#kernel';

/**
 * How far a source is believed, from 0 to 1, until someone who knows it says better. What Discord itself vouches
 * for comes first; what any bot may have written into a channel comes last.
 */
export const DEFAULT_TRUST: Readonly<Record<SourceKind, number>> = {
  commands: 1,
  audit_log: 1,
  automod: 0.8,
  api: 0.7,
  webhook: 0.6,
  log_channel: 0.5,
};
