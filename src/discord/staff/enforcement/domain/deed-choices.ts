import type { EnforcedType } from './enforcement.js';

/** One line of the list that a moderator chooses from. */
export interface Deed {
  readonly type: EnforcedType;
  readonly durationSeconds: number | null;
  readonly deleteMessageSeconds: number | null;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function deed(type: EnforcedType, more: Partial<Deed> = {}): Deed {
  return { type, durationSeconds: null, deleteMessageSeconds: null, ...more };
}

/** In the order they are offered, by the value of their option. Discord times out for 28 days at most. */
export const DEEDS: ReadonlyMap<string, Deed> = new Map([
  ['warn', deed('warn')],
  ['message_removal', deed('message_removal')],
  ...[10 * MINUTE, HOUR, DAY, 7 * DAY, 28 * DAY].map((seconds): [string, Deed] => [
    `timeout-${seconds}`,
    deed('timeout', { durationSeconds: seconds }),
  ]),
  ['kick', deed('kick')],
  ...[0, HOUR, DAY, 7 * DAY].map((seconds): [string, Deed] => [
    `ban-${seconds}`,
    deed('ban', { deleteMessageSeconds: seconds }),
  ]),
]);
