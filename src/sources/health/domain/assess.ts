export const HEALTH_STATES = ['ok', 'silent', 'failing', 'bursting'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** What a source sent: lately is in this hour and the one before, usually in the four weeks until then. */
export interface Traffic {
  readonly lastAcceptedAt: Date | null;
  readonly recentlyAccepted: number;
  readonly recentlyRefused: number;
  /** The most in one hour lately. */
  readonly recentPeak: number;
  /** Hours with a signal. */
  readonly activeHours: number;
  /** The third longest pause between such hours; null when there were fewer. Two outages make no habit. */
  readonly usualPauseHours: number | null;
  /** The third most in an hour; null when there were fewer. */
  readonly usualPeak: number | null;
}

export interface Health {
  readonly state: HealthState;
  readonly explanation: string;
}

const HOUR_MS = 3_600_000;
/** What is known of a source that has sent in fewer hours is no habit yet. */
const KNOWN_FROM_HOURS = 12;
const SILENT_FROM_HOURS = 6;
const SILENT_PAUSES = 2;
const FAILING_FROM_COUNT = 20;
const FAILING_SHARE = 0.5;
const BURSTING_FROM_COUNT = 100;
const BURSTING_TIMES = 5;

/** The worst first: what is refused explains a silence. */
export function assess(traffic: Traffic, now: Date): Health {
  return failing(traffic) ?? bursting(traffic) ?? silent(traffic, now) ?? well(traffic);
}

function failing({ recentlyAccepted, recentlyRefused }: Traffic): Health | null {
  const all = recentlyAccepted + recentlyRefused;
  if (recentlyRefused < FAILING_FROM_COUNT || recentlyRefused < all * FAILING_SHARE) return null;
  return {
    state: 'failing',
    explanation: `Of the ${all} signals of the last two hours ${recentlyRefused} were refused: they are not valid, or too many.`,
  };
}

function bursting({ activeHours, recentPeak, usualPeak }: Traffic): Health | null {
  if (activeHours < KNOWN_FROM_HOURS || usualPeak === null) return null;
  if (recentPeak < BURSTING_FROM_COUNT || recentPeak <= BURSTING_TIMES * usualPeak) return null;
  return {
    state: 'bursting',
    explanation: `It sent ${recentPeak} signals within an hour, and seldom more than ${usualPeak} before.`,
  };
}

function silent({ activeHours, lastAcceptedAt, usualPauseHours }: Traffic, now: Date): Health | null {
  if (activeHours < KNOWN_FROM_HOURS || lastAcceptedAt === null || usualPauseHours === null) return null;
  const hours = (now.getTime() - lastAcceptedAt.getTime()) / HOUR_MS;
  if (hours < Math.max(SILENT_FROM_HOURS, SILENT_PAUSES * usualPauseHours)) return null;
  return {
    state: 'silent',
    explanation: `It has sent nothing for ${Math.floor(hours)} hours, and seldom paused for more than ${usualPauseHours} before.`,
  };
}

function well({ activeHours }: Traffic): Health {
  const known = activeHours >= KNOWN_FROM_HOURS;
  return {
    state: 'ok',
    explanation: known
      ? 'It sends as it usually does.'
      : 'It has sent too little so far to know what is usual.',
  };
}
