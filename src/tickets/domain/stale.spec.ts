import { describe, expect, it } from '@jest/globals';
import { defaultTicketPolicy } from '#guilds';
import type { Actor, WorkedStream } from '#kernel';
import {
  aContext,
  addSignal,
  aTicket,
  daysFromNow,
  NOW,
  ownedBy,
  person,
  WAITING,
} from '../../../test/support/ticket-factories.js';
import { allowed, refused, typesOf } from '../../../test/support/transitions.js';
import type { TicketCommand } from './commands.js';
import type { Ticket } from './ticket.js';
import { transition } from './transition.js';

const TIMERS: Actor = { type: 'system', id: 'timers' };
const NOTHING = { staleAt: null, remindedAt: null };
const SUPPORT: Partial<Ticket> = { stream: 'support', kind: 'request' };
const APPEAL: Partial<Ticket> = { stream: 'appeal', kind: 'appeal' };
const ASKED: Partial<Ticket> = { ...SUPPORT, ...WAITING, staleAt: NOW, remindedAt: null };
const REMINDED: Partial<Ticket> = { ...ASKED, remindedAt: daysFromNow(-4) };

const after = (ticket: Partial<Ticket>, command: TicketCommand, actor: Actor = person('mod-1')) =>
  allowed(transition(aTicket(ticket), command, aContext({ actor })));
const refusal = (ticket: Partial<Ticket>, command: TicketCommand) =>
  refused(transition(aTicket(ticket), command, aContext({ actor: TIMERS })));
const wait = (over: object = {}): TicketCommand => ({
  type: 'wait',
  for: 'member',
  until: null,
  reason: null,
  ...over,
});

describe('waiting for a member', () => {
  it.each<[string, Partial<Ticket>, TicketCommand, Partial<Ticket>]>([
    ['in support', SUPPORT, wait(), { staleAt: daysFromNow(3), remindedAt: null }],
    ['in appeal', APPEAL, wait(), { staleAt: daysFromNow(7), remindedAt: null }],
    ['in review, where it is off', {}, wait(), NOTHING],
    ['until a time that staff gave', SUPPORT, wait({ until: daysFromNow(30) }), NOTHING],
    ['for staff', SUPPORT, wait({ for: 'staff' }), NOTHING],
    [
      'replied to again',
      REMINDED,
      { type: 'reply', text: 'Still there?' },
      { staleAt: daysFromNow(3), remindedAt: null },
    ],
    ['noted on', REMINDED, { type: 'note', text: 'x' }, { staleAt: NOW, remindedAt: daysFromNow(-4) }],
    ['woken by a reply', REMINDED, { type: 'wake', cause: 'reply' }, NOTHING],
    ['woken by a signal', REMINDED, addSignal(), NOTHING],
    [
      'resolved',
      ASKED,
      { type: 'resolve', outcome: 'answered', reason: 'Done.', actions: [], waiver: null },
      NOTHING,
    ],
  ])('%s', (_what, ticket, command, expected) => {
    expect(after(ticket, command).ticket).toMatchObject(expected);
  });

  it('is reminded of once, and has all the days after that, however late it is', () => {
    const { ticket, events } = after({ ...ASKED, staleAt: daysFromNow(-30) }, { type: 'remind' }, TIMERS);
    expect(ticket).toMatchObject({ status: 'waiting', remindedAt: NOW, staleAt: daysFromNow(4), version: 5 });
    expect(events).toMatchObject([
      { type: 'ticket.reminded', actorId: 'timers', payload: { closesAt: daysFromNow(4).toISOString() } },
    ]);
    expect(refusal(ticket, { type: 'remind' })).toMatchObject({ code: 'not_due' });
    expect(refusal(ticket, { type: 'closeStale' })).toMatchObject({ code: 'not_due' });
  });

  it('is reminded of and never closed where that is off', () => {
    const stale = { ...defaultTicketPolicy.stale, support: { remindAfterDays: 3, closeAfterDays: null } };
    const ctx = aContext({ actor: TIMERS, policy: { ...defaultTicketPolicy, stale } });
    expect(allowed(transition(aTicket(ASKED), { type: 'remind' }, ctx)).ticket).toMatchObject({
      staleAt: null,
      remindedAt: NOW,
    });
  });

  it.each<[WorkedStream, Partial<Ticket>, string]>([
    ['support', SUPPORT, 'answered'],
    ['appeal', APPEAL, 'withdrawn'],
    ['review', { kind: 'report' }, 'no_violation'],
    ['escalation', { ...APPEAL, stream: 'escalation' }, 'withdrawn'],
  ])('ends in %s by nobody’s decision', (stream, kind, outcome) => {
    const waiting = { ...REMINDED, ...kind, stream, ...ownedBy('mod-1') };
    const { ticket, events } = after(waiting, { type: 'closeStale' }, TIMERS);
    expect(ticket).toMatchObject({
      ...NOTHING,
      status: 'resolved',
      outcome,
      resolvedByType: 'system',
      resolvedById: 'timers',
      decisionExpiresAt: null,
      ownerId: null,
      slaDueAt: null,
    });
    expect(events).toMatchObject([{ type: 'ticket.resolved', payload: { outcome, cause: 'no_answer' } }]);
  });

  it('that has ended goes on when the member says something after all', () => {
    const { ticket } = after(REMINDED, { type: 'closeStale' }, TIMERS);
    expect(typesOf(after(ticket, addSignal()).events)).toEqual(['ticket.signal_added', 'ticket.reopened']);
  });

  it.each<[string, Partial<Ticket>, TicketCommand['type'] & ('remind' | 'closeStale')]>([
    ['a reminder before its time', { ...ASKED, staleAt: daysFromNow(1) }, 'remind'],
    ['an end before its time', { ...REMINDED, staleAt: daysFromNow(1) }, 'closeStale'],
    ['an end without a reminder', ASKED, 'closeStale'],
    ['a reminder of what waits for staff', { ...ASKED, waitFor: 'staff' }, 'remind'],
  ])('refuses %s', (_what, ticket, type) => {
    expect(refusal(ticket, { type })).toMatchObject({ kind: 'conflict', code: 'not_due' });
  });
});
