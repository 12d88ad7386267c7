import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import {
  aContext,
  aTicket,
  DECIDED,
  ESCALATED,
  ownedBy,
  person,
} from '../../../test/support/ticket-factories.js';
import { allowed, refused, typesOf } from '../../../test/support/transitions.js';
import type { CommandOf, StaffCommand } from './commands.js';
import { MOVES } from './moves.js';
import { defaultTicketPolicy } from '#guilds';
import { transition } from './transition.js';

const reason = 'Because.';
const COMMANDS: readonly StaffCommand[] = [
  { type: 'claim' },
  { type: 'renew' },
  { type: 'handover', to: 'mod-9' },
  { type: 'release' },
  { type: 'wait', for: 'staff', until: null, reason: null },
  { type: 'escalate', reason },
  { type: 'deescalate', reason },
  { type: 'resolve', outcome: 'upheld', reason, actions: [], waiver: null },
  { type: 'reopen', reason },
  { type: 'note', text: 'A note.' },
  { type: 'reply', text: 'A reply.' },
  { type: 'tag', add: ['raid'], remove: [] },
  { type: 'category', category: 'spam' },
  { type: 'priority', priority: 80, reason },
  { type: 'merge', into: aTicket({ id: 'ticket-2' }) },
];

const appeal = aTicket({ stream: 'appeal', kind: 'appeal', contestsActionId: 'action-1' });
const byDecider = aContext({ contested: { decidedBy: ['mod-1', 'mod-2'] } });
const resolveAppeal: CommandOf<'resolve'> = {
  type: 'resolve',
  outcome: 'overturned',
  reason: 'The message was a quotation.',
  actions: [],
  waiver: null,
};

describe('role', () => {
  it.each<[string, Actor]>([
    ['a member', person('member-1', 'member')],
    ['a source', { type: 'source', id: 'source-1' }],
    ['a service that may only read', { type: 'service', id: 'service-1', scopes: ['tickets:read'] }],
  ])('%s gives no staff command, and is told nothing about the ticket', (_, actor) => {
    for (const command of COMMANDS) {
      const refusal = refused(transition(appeal, command, aContext({ actor })));
      expect(refusal).toMatchObject({ kind: 'forbidden', code: 'not_staff', details: {} });
      expect(refusal.details).toEqual({});
    }
  });

  it.each<[string, Actor]>([
    ['a moderator', person('mod-1')],
    ['an admin', person('mod-1', 'admin')],
    ['a service that may write tickets', { type: 'service', id: 'service-1', scopes: ['tickets:write'] }],
    ['Docket itself', { type: 'system', id: 'timer' }],
  ])('%s gives them', (_, actor) => {
    allowed(transition(appeal, resolveAppeal, aContext({ actor })));
  });
});

describe('I8 a party to the ticket', () => {
  it('gives no staff command on it, whatever their role, and is told nothing about it', () => {
    const ctx = aContext({ actor: person('subject-1', 'admin') });
    for (const command of COMMANDS) {
      const refusal = refused(transition(appeal, command, ctx));
      expect(refusal).toMatchObject({ kind: 'forbidden', code: 'own_ticket' });
      expect(refusal.details).toEqual({});
    }
  });
});

describe('I7 who decided or carried out what an appeal contests', () => {
  it('may tell their side and let go of it, and nothing else', () => {
    const may = COMMANDS.filter((command) => {
      const ticket =
        command.type === 'reopen'
          ? aTicket({ ...appeal, ...DECIDED })
          : aTicket({ ...appeal, ...ownedBy('mod-1') });
      const result = transition(ticket, command, byDecider);
      if (!result.ok && result.refusal.code !== 'own_decision') throw new Error(result.refusal.code);
      return result.ok;
    });
    expect(may.map(({ type }) => type)).toEqual(['release', 'note']);
    expect(COMMANDS.filter(({ type }) => !MOVES[type].closedToDecider)).toEqual(may);
  });

  it('stays out when the appeal was escalated', () => {
    const ticket = aTicket({ ...appeal, ...ESCALATED });
    expect(refused(transition(ticket, resolveAppeal, byDecider)).code).toBe('own_decision');
  });

  it('leaves the appeal to everyone else, and a decision nobody made contests nothing', () => {
    allowed(transition(appeal, resolveAppeal, aContext({ contested: { decidedBy: ['mod-2'] } })));
    allowed(transition(appeal, resolveAppeal, aContext({ contested: { decidedBy: [] } })));
    allowed(transition(appeal, resolveAppeal, aContext({ contested: null })));
  });

  it('is no way around for the rule or service that decided', () => {
    const actor: Actor = { type: 'service', id: 'service-1', scopes: ['guild:admin'] };
    const ctx = aContext({ actor, contested: { decidedBy: ['service-1'] } });
    const waived = { ...resolveAppeal, waiver: 'Nobody else.' };
    expect(refused(transition(appeal, waived, ctx)).code).toBe('own_decision');
  });
});

describe('a waiver', () => {
  const waived = { ...resolveAppeal, waiver: 'There are two of us, and the other one is the subject.' };
  const bySenior = { ...byDecider, actor: person('mod-1', 'senior') };

  it('I7 of a senior lets them decide, and is recorded for the reports', () => {
    const { ticket, events } = allowed(transition(appeal, waived, bySenior));
    expect(ticket).toMatchObject({ outcome: 'overturned', waiverReason: waived.waiver });
    expect(typesOf(events)).toEqual(['ticket.resolved', 'ticket.waiver_recorded']);
    expect(events[1]).toMatchObject({ reason: waived.waiver, ticketVersion: 5 });
  });

  it.each([
    ['of a moderator', waived, byDecider, 'own_decision'],
    ['that is missing', resolveAppeal, bySenior, 'own_decision'],
    ['without words', { ...resolveAppeal, waiver: '  ' }, bySenior, 'bad_waiver'],
  ])('%s does not', (_, command, ctx, code) => {
    expect(refused(transition(appeal, command, ctx)).code).toBe(code);
  });

  it('that nobody needs is not recorded', () => {
    const { ticket, events } = allowed(transition(appeal, waived, aContext()));
    expect(ticket.waiverReason).toBeNull();
    expect(typesOf(events)).toEqual(['ticket.resolved']);
  });

  it('stands in for the claim its giver cannot take, never for another’s claim', () => {
    const claim = { ...defaultTicketPolicy.claim, appeal: 'required' as const };
    const ctx = { ...bySenior, policy: { ...defaultTicketPolicy, claim } };
    allowed(transition(appeal, waived, ctx));
    const claimed = aTicket({ ...appeal, ...ownedBy('mod-3') });
    expect(refused(transition(claimed, waived, ctx)).code).toBe('claimed_by_other');
    expect(refused(transition(claimed, waived, bySenior)).code).toBe('claimed_by_other');
  });
});
