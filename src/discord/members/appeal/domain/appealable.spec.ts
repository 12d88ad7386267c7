import { describe, expect, it } from '@jest/globals';
import type { MemberAction, MemberAppeal } from '#tickets';
import { appealable, type Refusal } from './appealable.js';

const now = new Date('2026-08-01T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const rules = { windowDays: 90, attempts: 2, cooldownDays: 7, questions: [] };

const action = (over: Partial<MemberAction> = {}): MemberAction => ({
  id: 'a',
  type: 'timeout',
  durationSeconds: 3_600,
  at: daysAgo(10),
  reversedAt: null,
  ...over,
});
const appeal = (over: Partial<MemberAppeal> = {}): MemberAppeal => ({
  number: 7,
  actionId: 'a',
  status: 'resolved',
  outcome: 'upheld',
  resolvedAt: daysAgo(8),
  ...over,
});
const open = appeal({ status: 'open', outcome: null, resolvedAt: null });
const withdrawn = appeal({ outcome: 'withdrawn', resolvedAt: daysAgo(1) });

describe('appealable', () => {
  it.each<[string, MemberAction, MemberAppeal[], Refusal | null, number]>([
    ['nothing was tried', action(), [], null, 1],
    ['it was reversed', action({ reversedAt: daysAgo(1) }), [], { why: 'reversed' }, 1],
    ['it is under appeal', action(), [open], { why: 'under_appeal', number: 7 }, 2],
    [
      'an appeal waits',
      action(),
      [appeal({ ...open, status: 'waiting' })],
      { why: 'under_appeal', number: 7 },
      2,
    ],
    ['the window is just open', action({ at: daysAgo(90) }), [], null, 1],
    ['the window has closed', action({ at: daysAgo(90.1) }), [], { why: 'too_late' }, 1],
    [
      'an open appeal outlives the window',
      action({ at: daysAgo(95) }),
      [open],
      { why: 'under_appeal', number: 7 },
      2,
    ],
    ['an attempt is left after the cooldown', action(), [appeal()], null, 2],
    [
      'the cooldown runs',
      action(),
      [appeal({ resolvedAt: daysAgo(3) })],
      { why: 'too_soon', again: daysAgo(-4) },
      2,
    ],
    ['the newest decision counts for it', action(), [appeal({ resolvedAt: daysAgo(7) })], null, 2],
    ['no attempt is left', action(), [appeal(), appeal()], { why: 'no_attempts_left' }, 3],
    ['one was withdrawn', action(), [withdrawn], null, 1],
    ['one was withdrawn and one decided', action(), [appeal(), withdrawn], null, 2],
    ['another action was appealed', action(), [appeal({ ...open, actionId: 'b' })], null, 1],
  ])('when %s', (_what, one, appeals, refusal, attempt) => {
    expect(appealable([one], appeals, now, rules)).toEqual([{ action: one, attempt, refusal }]);
  });
});
