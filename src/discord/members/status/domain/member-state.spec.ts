import { describe, expect, it } from '@jest/globals';
import type { Status, WaitFor } from '#kernel';
import { memberState, type MemberState } from './member-state.js';

describe('memberState', () => {
  it.each<[Status, WaitFor | null, boolean, MemberState]>([
    ['open', null, false, 'received'],
    ['open', null, true, 'in_hand'],
    ['escalated', null, false, 'received'],
    ['escalated', null, true, 'in_hand'],
    ['waiting', 'member', true, 'waits_for_you'],
    ['waiting', 'staff', true, 'in_hand'],
    ['waiting', 'time', false, 'in_hand'],
    ['resolved', null, false, 'done'],
  ])('%s, waiting for %s, owned: %s, is %s', (status, waitFor, isOwned, state) => {
    expect(memberState({ status, waitFor, isOwned })).toBe(state);
  });
});
