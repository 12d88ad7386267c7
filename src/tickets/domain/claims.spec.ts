import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import {
  aContext,
  aTicket,
  minutesFromNow,
  NOW,
  ownedBy,
  person,
} from '../../../test/support/ticket-factories.js';
import { allowed, refused, typesOf } from '../../../test/support/transitions.js';
import { defaultTicketPolicy } from '#guilds';
import { transition } from './transition.js';

const SERVICE: Actor = { type: 'service', id: 'service-1', scopes: ['tickets:write'] };
const ADMIN_SERVICE: Actor = { type: 'service', id: 'service-2', scopes: ['guild:admin'] };
const SENIOR = person('senior-1', 'senior');
const free = aTicket();
const mine = aTicket(ownedBy('mod-1'));
const theirs = aTicket(ownedBy('mod-2'));
const lost = aTicket(ownedBy('mod-1', -1));
const lapsed = aTicket(ownedBy('mod-2', -1));
const inAnHalfHour = minutesFromNow(30);

describe('claim', () => {
  it.each([
    ['an unowned ticket', free, 'ticket.claimed', undefined],
    ['one whose lease ran out', lapsed, 'ticket.claimed', 'mod-2'],
    ['one that was lost', lost, 'ticket.claimed', 'mod-1'],
    ['one that is held already', mine, 'ticket.claim_renewed', undefined],
  ])('gives %s to the claimer for the length of a lease', (_, ticket, type, previousOwnerId) => {
    const result = allowed(transition(ticket, { type: 'claim' }, aContext()));
    expect(result.ticket).toMatchObject({ ownerId: 'mod-1', claimExpiresAt: inAnHalfHour, version: 5 });
    expect(result.events).toMatchObject([
      { type, ticketVersion: 5, actorId: 'mod-1', payload: { ownerId: 'mod-1', previousOwnerId } },
    ]);
  });

  it('I5 tells who was too late who holds the ticket, even on an old version', () => {
    const ctx = aContext({ expectedVersion: 3 });
    expect(refused(transition(theirs, { type: 'claim' }, ctx))).toMatchObject({
      kind: 'conflict',
      code: 'already_claimed',
      details: { ownerId: 'mod-2', claimExpiresAt: minutesFromNow(20).toISOString(), version: 4 },
    });
  });

  it('is for people', () => {
    const ctx = aContext({ actor: SERVICE });
    expect(refused(transition(free, { type: 'claim' }, ctx)).code).toBe('claims_are_for_people');
  });

  it('is refused, as handing over is, where the stream has no claims', () => {
    const policy = {
      ...defaultTicketPolicy,
      claim: { ...defaultTicketPolicy.claim, review: 'off' as const },
    };
    const ctx = aContext({ policy });
    expect(refused(transition(free, { type: 'claim' }, ctx)).code).toBe('claims_off');
    expect(refused(transition(mine, { type: 'renew' }, ctx)).code).toBe('claims_off');
    expect(refused(transition(mine, { type: 'handover', to: 'mod-3' }, ctx)).code).toBe('claims_off');
  });
});

describe('renew', () => {
  it.each([
    [20, false],
    [15, true],
    [1, true],
  ])('with %i of 30 minutes left changes something: %s', (left, changes) => {
    const ticket = aTicket(ownedBy('mod-1', left));
    const result = allowed(transition(ticket, { type: 'renew' }, aContext()));
    expect(typesOf(result.events)).toEqual(changes ? ['ticket.claim_renewed'] : []);
    expect(result.ticket).toEqual(
      changes ? { ...ticket, version: 5, updatedAt: NOW, claimExpiresAt: inAnHalfHour } : ticket,
    );
  });

  it.each([
    ['ran out', lost, null],
    ['was taken', theirs, 'mod-2'],
    ['was released', free, null],
  ])('I6 of a claim that %s says so, with the present owner', (_, ticket, ownerId) => {
    expect(refused(transition(ticket, { type: 'renew' }, aContext()))).toMatchObject({
      kind: 'stale',
      code: 'claim_lost',
      details: { ownerId },
    });
  });
});

describe('handover', () => {
  const toThird = { type: 'handover', to: 'mod-3' } as const;

  it.each([
    ['the owner', mine, person('mod-1')],
    ['a senior over the owner', theirs, SENIOR],
    ['a senior where nobody owns', free, SENIOR],
    ['an administrator’s service', theirs, ADMIN_SERVICE],
    ['Docket itself', free, { type: 'system', id: 'duty' } as const],
  ])('by %s gives the lease to that person', (_, ticket, actor) => {
    const result = allowed(transition(ticket, toThird, aContext({ actor })));
    expect(result.ticket).toMatchObject({ ownerId: 'mod-3', claimExpiresAt: inAnHalfHour, version: 5 });
    expect(typesOf(result.events)).toEqual(['ticket.handed_over']);
  });

  it.each([
    ['of another’s ticket', theirs, person('mod-1'), 'conflict', 'claimed_by_other'],
    ['of nobody’s ticket', free, person('mod-1'), 'forbidden', 'senior_required'],
    ['after the lease ran out', lost, person('mod-1'), 'stale', 'claim_lost'],
    ['by a service', free, SERVICE, 'forbidden', 'senior_required'],
  ])('%s is refused', (_, ticket, actor, kind, code) => {
    expect(refused(transition(ticket, toThird, aContext({ actor })))).toMatchObject({ kind, code });
  });

  it('to who owns it already changes nothing', () => {
    const ticket = aTicket(ownedBy('mod-3'));
    const result = allowed(transition(ticket, toThird, aContext({ actor: SENIOR })));
    expect(result).toMatchObject({ ticket, events: [] });
  });

  it.each([
    ['I8 a party', aContext({ parties: ['mod-3'] })],
    ['I7 who decided what it contests', aContext({ contested: { decidedBy: ['mod-3'] } })],
  ])('to %s is refused', (_, ctx) => {
    expect(refused(transition(mine, toThird, ctx)).code).toBe('cannot_own');
  });
});

describe('release', () => {
  it.each([
    ['the owner', mine, person('mod-1')],
    ['a former owner', lost, person('mod-1')],
    ['a senior', theirs, SENIOR],
  ])('by %s leaves the ticket to anyone', (_, ticket, actor) => {
    const result = allowed(transition(ticket, { type: 'release' }, aContext({ actor })));
    expect(result.ticket).toMatchObject({ ownerId: null, claimExpiresAt: null, version: 5 });
    expect(typesOf(result.events)).toEqual(['ticket.released']);
  });

  it('of what nobody owns changes nothing', () => {
    expect(transition(free, { type: 'release' }, aContext())).toEqual({ ok: true, ticket: free, events: [] });
  });

  it.each([
    [theirs, 'claimed_by_other'],
    [lapsed, 'senior_required'],
  ])('of another’s ticket is refused', (ticket, code) => {
    expect(refused(transition(ticket, { type: 'release' }, aContext())).code).toBe(code);
  });
});

describe('expireClaim', () => {
  const sweep = aContext({ actor: { type: 'system', id: 'claims' } });

  it('ends a lease that ran out, and names who lost it', () => {
    const result = allowed(transition(lapsed, { type: 'expireClaim' }, sweep));
    expect(result.ticket).toMatchObject({ ownerId: null, claimExpiresAt: null });
    expect(result.events).toMatchObject([
      { type: 'ticket.claim_expired', payload: { previousOwnerId: 'mod-2' } },
    ]);
  });

  it.each([
    ['live', theirs],
    ['absent', free],
  ])('leaves a lease that is %s alone', (_, ticket) => {
    expect(transition(ticket, { type: 'expireClaim' }, sweep)).toEqual({ ok: true, ticket, events: [] });
  });
});
