import { describe, expect, it } from '@jest/globals';
import type { Actor, ClaimPolicy } from '#kernel';
import {
  aContext,
  aTicket,
  minutesFromNow,
  ownedBy,
  person,
} from '../../../test/support/ticket-factories.js';
import { allowed, refused } from '../../../test/support/transitions.js';
import type { TicketCommand } from './commands.js';
import { defaultTicketPolicy } from '#guilds';
import { transition } from './transition.js';
import type { TransitionContext } from './transition-context.js';

const MOD = person('mod-1');
const SENIOR = person('mod-1', 'senior');
const SERVICE: Actor = { type: 'service', id: 'service-1', scopes: ['tickets:write'] };
const SYSTEM: Actor = { type: 'system', id: 'stale' };

function under(policy: ClaimPolicy, actor: Actor, more: Partial<TransitionContext> = {}): TransitionContext {
  const claim = { ...defaultTicketPolicy.claim, review: policy };
  return aContext({ actor, policy: { ...defaultTicketPolicy, claim }, ...more });
}

const nobody = aTicket();
const mine = aTicket(ownedBy('mod-1'));
const lost = aTicket(ownedBy('mod-1', -1));
const theirs = aTicket(ownedBy('mod-2'));
const lapsed = aTicket(ownedBy('mod-2', -1));

describe('a working command', () => {
  it.each([
    // policy, ticket, actor, code of the refusal or null
    ['off', 'nobody’s', nobody, MOD, null],
    ['off', 'another’s', theirs, MOD, null],
    ['off', 'a lost', lost, MOD, null],
    ['optional', 'nobody’s', nobody, MOD, null],
    ['optional', 'the actor’s', mine, MOD, null],
    ['optional', 'a lapsed', lapsed, MOD, null],
    ['optional', 'another’s', theirs, MOD, 'claimed_by_other'],
    ['optional', 'another’s', theirs, SENIOR, null],
    ['optional', 'another’s', theirs, SERVICE, 'claimed_by_other'],
    ['optional', 'nobody’s', nobody, SERVICE, null],
    ['optional', 'another’s', theirs, SYSTEM, null],
    ['optional', 'a lost', lost, MOD, 'claim_lost'],
    ['optional', 'a lost', lost, SENIOR, 'claim_lost'],
    ['required', 'the actor’s', mine, MOD, null],
    ['required', 'nobody’s', nobody, MOD, 'claim_required'],
    ['required', 'nobody’s', nobody, SENIOR, 'claim_required'],
    ['required', 'a lapsed', lapsed, MOD, 'claim_required'],
    ['required', 'another’s', theirs, MOD, 'claimed_by_other'],
    ['required', 'another’s', theirs, SENIOR, 'claimed_by_other'],
    ['required', 'a lost', lost, MOD, 'claim_lost'],
    ['required', 'nobody’s', nobody, SERVICE, 'claim_required'],
    ['required', 'nobody’s', nobody, SYSTEM, null],
  ] as const)('I6 with claims %s on %s ticket: %#', (policy, _, ticket, actor, code) => {
    const commands: TicketCommand[] = [
      { type: 'wait', for: 'member', until: null, reason: null },
      { type: 'escalate', reason: 'Urgent.' },
      { type: 'resolve', outcome: 'spam', reason: 'Spam.', actions: [], waiver: null },
      { type: 'merge', into: aTicket({ id: 'ticket-2' }) },
      { type: 'reply', text: 'Hello.' },
    ];
    for (const command of commands) {
      const result = transition(ticket, command, under(policy, actor));
      expect(result.ok ? null : result.refusal.code).toBe(code);
    }
  });

  it('I6 says in its refusal who holds the ticket now', () => {
    const result = transition(theirs, { type: 'reply', text: 'Hello.' }, under('optional', MOD));
    expect(refused(result)).toMatchObject({ kind: 'conflict', details: { ownerId: 'mod-2', version: 4 } });
    const late = transition(lost, { type: 'reply', text: 'Hello.' }, under('optional', MOD));
    expect(refused(late)).toMatchObject({ kind: 'stale', details: { ownerId: null, status: 'open' } });
  });

  it('may be a reply to a resolved ticket, which nobody can claim', () => {
    const ticket = aTicket({ status: 'resolved', outcome: 'spam' });
    allowed(transition(ticket, { type: 'reply', text: 'Hello.' }, under('required', MOD)));
  });
});

describe('sorting and notes', () => {
  it.each<TicketCommand>([
    { type: 'note', text: 'Seen before.' },
    { type: 'tag', add: ['raid'], remove: [] },
    { type: 'category', category: 'spam' },
    { type: 'priority', priority: 90, reason: 'Urgent.' },
  ])('$type needs no claim', (command) => {
    const result = allowed(transition(theirs, command, under('required', MOD)));
    expect(result.ticket).toMatchObject({ ownerId: 'mod-2', claimExpiresAt: minutesFromNow(20) });
  });
});

describe('activity', () => {
  it.each<TicketCommand>([
    { type: 'note', text: 'Seen before.' },
    { type: 'reply', text: 'Hello.' },
    { type: 'wait', for: 'member', until: null, reason: null },
    { type: 'tag', add: ['raid'], remove: [] },
  ])('of the owner ($type) renews the lease', (command) => {
    const result = allowed(transition(mine, command, under('optional', MOD)));
    expect(result.ticket.claimExpiresAt).toEqual(minutesFromNow(30));
  });

  it('of the owner that changes nothing renews nothing', () => {
    const command = { type: 'tag', add: [], remove: ['raid'] } as const;
    expect(allowed(transition(mine, command, under('optional', MOD))).ticket).toEqual(mine);
  });

  it('does not revive a claim that was lost', () => {
    const result = allowed(transition(lost, { type: 'note', text: 'Late.' }, under('optional', MOD)));
    expect(result.ticket.claimExpiresAt).toEqual(lost.claimExpiresAt);
  });
});

describe('the version', () => {
  it('I6 that a command was decided on must still be the present one', () => {
    const ctx = under('optional', MOD, { expectedVersion: 3 });
    expect(refused(transition(theirs, { type: 'note', text: 'Hm.' }, ctx))).toMatchObject({
      kind: 'stale',
      code: 'version_moved',
      details: { expected: 3, actual: 4, ownerId: 'mod-2', status: 'open' },
    });
    allowed(transition(mine, { type: 'note', text: 'Hm.' }, { ...ctx, expectedVersion: 4 }));
  });
});
