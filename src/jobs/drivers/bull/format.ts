import type Bull from 'bull';
import type { JobTimings } from '../../timings.js';
import { comebackDelay } from './comeback.js';

/** In braces, so that a Redis cluster keeps all of it in one place, as Bull's scripts need. */
export const QUEUE_PREFIX = '{docket}';

const STRATEGY = 'docket';
const DEATHS_ALLOWED = 5;

/** The prefix of a queue's keys, as Bull builds it. */
export function queueKeys(name: string): string {
  return `${QUEUE_PREFIX}:${name}:`;
}

/**
 * Bull's options of every job. Attempts are counted above Bull and never run out in it; what it puts among
 * the failed ones took its workers with it.
 */
export const JOB_OPTIONS = JSON.stringify({
  attempts: 1_000_000_000,
  backoff: { type: STRATEGY },
  removeOnComplete: true,
  removeOnFail: false,
  stackTraceLimit: 1,
  delay: 0,
  timestamp: 0,
});

/** Our priorities grow upwards from 0; Bull's lowest number goes first, and 0 is none. */
export function rankOf(priority: number): number {
  return priority === 0 ? 0 : 1_001 - priority;
}

export function queueSettings(timings: JobTimings): Bull.AdvancedSettings {
  return {
    lockDuration: timings.deadAfterMs,
    lockRenewTime: timings.heartbeatMs,
    stalledInterval: timings.heartbeatMs,
    maxStalledCount: DEATHS_ALLOWED,
    guardInterval: timings.lookMs,
    retryProcessDelay: 500,
    backoffStrategies: { [STRATEGY]: comebackDelay },
  };
}
