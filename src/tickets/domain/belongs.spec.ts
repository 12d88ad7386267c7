import { describe, expect, it } from '@jest/globals';
import type { SignalKind } from '#kernel';
import {
  aTicket,
  AUTO_RESOLVED,
  daysFromNow,
  DECIDED,
  NOW,
  minutesFromNow,
} from '../../../test/support/ticket-factories.js';
import { belongs } from './belongs.js';
import type { Ticket } from './ticket.js';

describe('belongs', () => {
  it.each<[string, Partial<Ticket>, SignalKind, number, boolean]>([
    ['unresolved, whatever the window', {}, 'flag', 0, true],
    ['an appeal to an unresolved appeal', { stream: 'appeal', kind: 'appeal' }, 'appeal', 0, true],
    ['closed by a rule, within the window', AUTO_RESOLVED, 'flag', 61, true],
    ['closed by a rule, past the window', AUTO_RESOLVED, 'flag', 60, false],
    ['I11: decided by a person, past the window', DECIDED, 'flag', 0, true],
    ['I11: decided by a person, for a report', DECIDED, 'report', 0, true],
    ['the decision has expired', { ...DECIDED, decisionExpiresAt: minutesFromNow(-1) }, 'flag', 60, false],
    ['an appeal after a decision is new work', DECIDED, 'appeal', 0, false],
    ['a request after an answer is new work', DECIDED, 'request', 0, false],
    ['a request within a window of its own', DECIDED, 'request', 90, true],
    ['merged: nothing was decided here', { ...DECIDED, decisionExpiresAt: null }, 'flag', 60, false],
    [
      'held for years',
      { ...DECIDED, resolvedAt: daysFromNow(-400), decisionExpiresAt: daysFromNow(1) },
      'flag',
      0,
      true,
    ],
  ])('%s', (_what, over, kind, windowMinutes, expected) => {
    expect(belongs(aTicket(over), kind, windowMinutes, NOW)).toBe(expected);
  });
});
