import { describe, expect, it } from '@jest/globals';
import { assess, type HealthState, type Traffic } from './assess.js';

const NOW = new Date('2026-08-01T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
const USUAL: Traffic = {
  lastAcceptedAt: hoursAgo(1),
  recentlyAccepted: 40,
  recentlyRefused: 0,
  recentPeak: 30,
  activeHours: 300,
  usualPauseHours: 9,
  usualPeak: 60,
};
const NEW: Traffic = { ...USUAL, activeHours: 11 };

describe('assess', () => {
  it.each<[string, Traffic, Partial<Traffic>, HealthState]>([
    ['as ever', USUAL, {}, 'ok'],
    ['over night', USUAL, { lastAcceptedAt: hoursAgo(9) }, 'ok'],
    ['not yet twice its pause', USUAL, { lastAcceptedAt: hoursAgo(17.9) }, 'ok'],
    ['twice its pause', USUAL, { lastAcceptedAt: hoursAgo(18) }, 'silent'],
    ['never quiet, quiet for a while', USUAL, { usualPauseHours: 1, lastAcceptedAt: hoursAgo(5.9) }, 'ok'],
    ['never quiet, quiet for longer', USUAL, { usualPauseHours: 1, lastAcceptedAt: hoursAgo(6) }, 'silent'],
    ['of no known pause', USUAL, { usualPauseHours: null, lastAcceptedAt: hoursAgo(400) }, 'ok'],
    ['new and quiet', NEW, { lastAcceptedAt: hoursAgo(400) }, 'ok'],
    [
      'never heard of',
      NEW,
      { lastAcceptedAt: null, activeHours: 0, usualPeak: null, usualPauseHours: null },
      'ok',
    ],
    ['a few refused', USUAL, { recentlyAccepted: 0, recentlyRefused: 19 }, 'ok'],
    ['less than half refused', USUAL, { recentlyAccepted: 40, recentlyRefused: 39 }, 'ok'],
    ['half refused', USUAL, { recentlyAccepted: 40, recentlyRefused: 40 }, 'failing'],
    [
      'all refused, so none came',
      USUAL,
      { recentlyAccepted: 0, recentlyRefused: 20, lastAcceptedAt: hoursAgo(90) },
      'failing',
    ],
    ['new, and all refused', NEW, { recentlyAccepted: 0, recentlyRefused: 20 }, 'failing'],
    ['five times its busiest', USUAL, { recentPeak: 300 }, 'ok'],
    ['more than that', USUAL, { recentPeak: 301 }, 'bursting'],
    ['many times of very little', USUAL, { usualPeak: 2, recentPeak: 99 }, 'ok'],
    ['new and loud', NEW, { recentPeak: 10_000 }, 'ok'],
  ])('%s', (_what, traffic, over, state) => {
    expect(assess({ ...traffic, ...over }, NOW).state).toBe(state);
  });

  it.each<[Partial<Traffic>, string]>([
    [
      { lastAcceptedAt: hoursAgo(31.5) },
      'It has sent nothing for 31 hours, and seldom paused for more than 9 before.',
    ],
    [{ recentPeak: 999 }, 'It sent 999 signals within an hour, and seldom more than 60 before.'],
    [
      { recentlyRefused: 60 },
      'Of the 100 signals of the last two hours 60 were refused: they are not valid, or too many.',
    ],
    [{ activeHours: 3 }, 'It has sent too little so far to know what is usual.'],
  ])('says why: %j', (over, explanation) => {
    expect(assess({ ...USUAL, ...over }, NOW).explanation).toBe(explanation);
  });
});
