import { describe, expect, it } from '@jest/globals';
import { defaultTicketPolicy } from '#guilds';
import type { Actor } from '#kernel';
import {
  aContext,
  aDecision,
  addSignal,
  aSignal,
  aTicket,
  DECIDED,
  ESCALATED,
  minutesFromNow,
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
const SENIOR = person('senior-1', 'senior');
/** Its priority of 30 is low, so its target is 720 minutes; noon is within the staffed hours. */
const RUNNING = { slaDueAt: minutesFromNow(30), slaWarnAt: minutesFromNow(10) };
const NOTHING = { slaDueAt: null, slaWarnAt: null, slaBreached: false };
const FRESH_REVIEW = { slaDueAt: minutesFromNow(24 * 60), slaWarnAt: minutesFromNow(540) };
const FRESH_ESCALATION = { slaDueAt: minutesFromNow(15), slaWarnAt: minutesFromNow(11.25) };
const LATE = { slaDueAt: minutesFromNow(-5), slaWarnAt: null, slaBreached: true };
const because = { reason: 'Because.' };

function after(ticket: Ticket | null, command: TicketCommand, actor = SENIOR): ReturnType<typeof allowed> {
  return allowed(transition(ticket, command, aContext({ actor })));
}

describe('when a ticket is due', () => {
  it.each<[string, Partial<Ticket>, TicketCommand, Partial<Ticket>]>([
    ['claiming leaves it', RUNNING, { type: 'claim' }, RUNNING],
    ['so does a note', { ...RUNNING, ...LATE }, { type: 'note', text: 'x' }, LATE],
    [
      'waiting for a member stops it',
      RUNNING,
      { type: 'wait', for: 'member', until: null, ...because },
      NOTHING,
    ],
    ['so does snoozing', LATE, { type: 'wait', for: 'time', until: minutesFromNow(60), ...because }, NOTHING],
    ['waiting for staff does not', RUNNING, { type: 'wait', for: 'staff', until: null, ...because }, RUNNING],
    ['what wakes begins anew', { ...WAITING, ...NOTHING }, { type: 'wake', cause: 'reply' }, FRESH_REVIEW],
    [
      'what waited for staff goes on',
      { status: 'waiting', waitFor: 'staff', ...LATE },
      { type: 'wake', cause: 'reply' },
      LATE,
    ],
    [
      'escalating gives it another',
      LATE,
      { type: 'escalate', ...because },
      { ...FRESH_ESCALATION, slaBreached: false },
    ],
    [
      'de-escalating too',
      { ...ESCALATED, ...LATE },
      { type: 'deescalate', ...because },
      { ...FRESH_REVIEW, slaBreached: false },
    ],
    ['reopening too', { ...DECIDED, ...NOTHING }, { type: 'reopen', ...because }, FRESH_REVIEW],
    [
      'resolving ends it',
      LATE,
      { type: 'resolve', outcome: 'answered', actions: [], waiver: null, ...because },
      NOTHING,
    ],
    [
      'more urgent is sooner',
      FRESH_REVIEW,
      { type: 'priority', priority: 80, ...because },
      { slaDueAt: minutesFromNow(60), slaWarnAt: minutesFromNow(45) },
    ],
    ['more urgent is never later', RUNNING, { type: 'priority', priority: 80, ...because }, RUNNING],
    ['less urgent is no later', RUNNING, { type: 'priority', priority: 0, ...because }, RUNNING],
    ['late stays late', LATE, { type: 'priority', priority: 80, ...because }, LATE],
  ])('%s', (_what, ticket, command, expected) => {
    expect(after(aTicket(ticket), command).ticket).toMatchObject(expected);
  });

  it.each([
    ['review', 'report', FRESH_REVIEW],
    ['escalation', 'report', FRESH_ESCALATION],
    ['auto_resolve', 'flag', NOTHING],
    ['appeal', 'appeal', { slaDueAt: minutesFromNow(3 * 24 * 60) }],
  ] as const)('a ticket opened in %s has a time', (stream, kind, expected) => {
    const signal = aSignal({ kind });
    const decision = aDecision({ stream });
    const { ticket } = after(null, { type: 'open', id: 't', signal, decision, contests: null });
    expect(ticket).toMatchObject(expected);
  });

  it('a signal that escalates gives another time, one that joins none', () => {
    const ticket = aTicket(RUNNING);
    expect(after(ticket, addSignal()).ticket).toMatchObject(RUNNING);
    const escalating = addSignal({ decision: aDecision({ stream: 'escalation' }) });
    expect(after(ticket, escalating).ticket).toMatchObject(FRESH_ESCALATION);
  });

  it('no target is no time', () => {
    const { sla } = defaultTicketPolicy;
    const minutes = { low: null, normal: null, high: 60 };
    const targets = { ...sla.targets, review: { hours: 'staffed' as const, minutes } };
    const ctx = aContext({ policy: { ...defaultTicketPolicy, sla: { ...sla, targets } } });
    const reopened = transition(aTicket(DECIDED), { type: 'reopen', ...because }, ctx);
    expect(allowed(reopened).ticket).toMatchObject(NOTHING);
    const raised = transition(aTicket(NOTHING), { type: 'priority', priority: 90, ...because }, ctx);
    expect(allowed(raised).ticket).toMatchObject({ slaDueAt: minutesFromNow(60) });
  });
});

describe('warn and breach', () => {
  const due = { slaDueAt: minutesFromNow(10), slaWarnAt: NOW };

  it('warns once', () => {
    const { ticket, events } = after(aTicket(due), { type: 'warn' }, TIMERS);
    expect(ticket).toMatchObject({ slaDueAt: due.slaDueAt, slaWarnAt: null, slaBreached: false, version: 5 });
    expect(events).toMatchObject([
      { type: 'ticket.sla_warned', actorId: 'timers', payload: { stream: 'review' } },
    ]);
    expect(refused(transition(ticket, { type: 'warn' }, aContext({ actor: TIMERS })))).toMatchObject({
      code: 'not_due',
    });
  });

  it('breaches once, and is due when it was', () => {
    const late = aTicket({ slaDueAt: NOW, slaWarnAt: minutesFromNow(-2), ...ownedBy('mod-1') });
    const { ticket, events } = after(late, { type: 'breach' }, TIMERS);
    expect(ticket).toMatchObject({ slaDueAt: NOW, slaWarnAt: null, slaBreached: true, ownerId: 'mod-1' });
    expect(events).toMatchObject([
      { type: 'ticket.sla_breached', payload: { slaDueAt: NOW.toISOString(), ownerId: 'mod-1' } },
    ]);
    expect(refused(transition(ticket, { type: 'breach' }, aContext({ actor: TIMERS })))).toMatchObject({
      code: 'not_due',
    });
  });

  it.each<[string, Partial<Ticket>, TicketCommand]>([
    ['a warning before its time', { ...due, slaWarnAt: minutesFromNow(1) }, { type: 'warn' }],
    ['a breach before its time', due, { type: 'breach' }],
    ['a breach without a target', NOTHING, { type: 'breach' }],
    [
      'a page before its time',
      { ...ESCALATED, pageAt: minutesFromNow(1) },
      { type: 'page', isOpenSomewhere: false },
    ],
    ['a page about what nobody is paged for', ESCALATED, { type: 'page', isOpenSomewhere: false }],
  ])('refuses %s', (_what, ticket, command) => {
    expect(refused(transition(aTicket(ticket), command, aContext({ actor: TIMERS })))).toMatchObject({
      kind: 'conflict',
      code: 'not_due',
    });
  });
});

const page = (isOpenSomewhere = false): TicketCommand => ({ type: 'page', isOpenSomewhere });

describe('pages', () => {
  const PAGED = { ...ESCALATED, pageAt: NOW, pageCount: 1 };

  it.each<[string, Ticket | null, TicketCommand]>([
    [
      'opened there',
      null,
      {
        type: 'open',
        id: 't',
        signal: aSignal(),
        decision: aDecision({ stream: 'escalation' }),
        contests: null,
      },
    ],
    ['escalated', aTicket(), { type: 'escalate', ...because }],
    ['moved there by a signal', aTicket(), addSignal({ decision: aDecision({ stream: 'escalation' }) })],
    ['reopened there', aTicket({ ...DECIDED, stream: 'escalation' }), { type: 'reopen', ...because }],
  ])('once for a ticket that is %s, in the same change', (_what, ticket, command) => {
    const { ticket: paged, events } = after(ticket, command);
    expect(events.at(-1)).toMatchObject({ type: 'ticket.paged', payload: { cause: 'escalation', page: 1 } });
    expect(new Set(events.map(({ ticketVersion }) => ticketVersion)).size).toBe(1);
    expect(paged).toMatchObject({ pageAt: minutesFromNow(10), pageCount: 1 });
  });

  it('again when it breaches, whoever has it', () => {
    const late = aTicket({ ...ESCALATED, ...ownedBy('mod-1'), slaDueAt: NOW, pageCount: 4 });
    const { ticket, events } = after(late, { type: 'breach' }, TIMERS);
    expect(typesOf(events)).toEqual(['ticket.sla_breached', 'ticket.paged']);
    expect(events[1]).toMatchObject({ payload: { cause: 'breach', page: 1 } });
    expect(ticket).toMatchObject({ pageAt: minutesFromNow(10), pageCount: 1 });
  });

  it('again while nobody looks, so often and no more', () => {
    let ticket = aTicket(PAGED);
    const pages: unknown[] = [];
    for (let minutes = 0; ticket.pageAt !== null; minutes += 10) {
      const ctx = aContext({ actor: TIMERS, now: minutesFromNow(minutes) });
      const result = allowed(transition(ticket, page(), ctx));
      pages.push(result.events[0]!.payload['page']);
      ({ ticket } = result);
    }
    expect(pages).toEqual([2, 3, 4]);
  });

  it.each<[string, Ticket, boolean, string]>([
    ['it is claimed', aTicket({ ...PAGED, ...ownedBy('mod-1') }), false, 'owner'],
    ['somebody has it open', aTicket(PAGED), true, 'viewer'],
  ])('no more when %s', (_what, ticket, isOpen, by) => {
    const { ticket: answered, events } = after(ticket, page(isOpen), TIMERS);
    expect(answered).toMatchObject({ pageAt: null, pageCount: 1 });
    expect(events).toMatchObject([{ type: 'ticket.page_answered', payload: { by, pages: 1 } }]);
  });

  it('again when the claim has run out', () => {
    const { events } = after(aTicket({ ...PAGED, ...ownedBy('mod-1', 0) }), page(), TIMERS);
    expect(typesOf(events)).toEqual(['ticket.paged']);
  });

  it.each<[string, TicketCommand]>([
    ['claims it', { type: 'claim' }],
    ['writes a note', { type: 'note', text: 'On it.' }],
    ['lets it wait', { type: 'wait', for: 'member', until: null, ...because }],
    ['takes it back', { type: 'deescalate', ...because }],
    ['resolves it', { type: 'resolve', outcome: 'answered', actions: [], waiver: null, ...because }],
  ])('no more once a person %s', (_what, command) => {
    const { ticket, events } = after(aTicket({ ...PAGED, pageAt: minutesFromNow(5) }), command);
    expect(ticket.pageAt).toBeNull();
    expect(typesOf(events)).not.toContain('ticket.paged');
  });

  it('again whatever a program does with it', () => {
    const service: Actor = { type: 'service', id: 'service-1', scopes: ['tickets:write'] };
    const waiting = { ...PAGED, pageAt: minutesFromNow(5) };
    expect(after(aTicket(waiting), { type: 'note', text: 'x' }, service).ticket.pageAt).toEqual(
      waiting.pageAt,
    );
    expect(after(aTicket(waiting), addSignal()).ticket.pageAt).toEqual(waiting.pageAt);
  });

  it('not for what is split off: whoever does that is at it', () => {
    const from = aTicket(PAGED);
    const split: TicketCommand = {
      type: 'splitOff',
      id: 't',
      from,
      signals: [aSignal()],
      title: 'T',
      ...because,
    };
    const { ticket, events } = after(null, split);
    expect(typesOf(events)).toEqual(['ticket.opened']);
    expect(ticket).toMatchObject({ pageAt: null, pageCount: 0, ...FRESH_ESCALATION });
  });
});
