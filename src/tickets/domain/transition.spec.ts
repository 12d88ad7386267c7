import assert from 'node:assert/strict';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roleAtLeast, type Status } from '#kernel';
import { aContext, aSignal, NOW } from '../../../test/support/ticket-factories.js';
import {
  DECIDER,
  later,
  openings,
  PARTIES,
  policies,
  type Step,
  steps,
} from '../../../test/support/random-commands.js';
import { allowed } from '../../../test/support/transitions.js';
import type { CommandType } from './commands.js';
import type { Ticket } from './ticket.js';
import { transition } from './transition.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

const ANY: readonly Status[] = ['open', 'waiting', 'escalated', 'resolved'];
const UNRESOLVED: readonly Status[] = ['open', 'waiting', 'escalated'];

/** Where each command is legal, written down a second time: the machine's own table is what is tested. */
const LEGAL: Readonly<Record<Exclude<CommandType, 'open' | 'splitOff'>, readonly Status[]>> = {
  addSignal: ANY,
  claim: UNRESOLVED,
  renew: UNRESOLVED,
  release: UNRESOLVED,
  handover: UNRESOLVED,
  expireClaim: UNRESOLVED,
  wait: ['open', 'escalated'],
  wake: ['waiting'],
  hear: ANY,
  warn: UNRESOLVED,
  breach: UNRESOLVED,
  remind: ['waiting'],
  closeStale: ['waiting'],
  page: ['escalated', 'waiting'],
  escalate: ['open', 'waiting'],
  deescalate: ['escalated'],
  resolve: UNRESOLVED,
  act: ANY,
  recordAction: ANY,
  reopen: ['resolved'],
  merge: UNRESOLVED,
  absorb: UNRESOLVED,
  shed: UNRESOLVED,
  note: ANY,
  reply: ANY,
  tag: ANY,
  category: ANY,
  priority: ANY,
};
const DOCKETS_OWN: readonly CommandType[] = [
  'addSignal',
  'expireClaim',
  'wake',
  'hear',
  'warn',
  'breach',
  'remind',
  'closeStale',
  'page',
  'recordAction',
];
/** What is left to whoever decided what an appeal contests (I7). */
const LEFT_TO_DECIDER: readonly CommandType[] = ['note', 'release'];
const WORKING: readonly CommandType[] = [
  'wait',
  'escalate',
  'deescalate',
  'resolve',
  'act',
  'merge',
  'shed',
  'reply',
];

function checkTicket(ticket: Ticket): void {
  const { status, stream } = ticket;
  const isResolved = status === 'resolved';
  if (!isResolved) assert.notEqual(stream, 'auto_resolve');
  if (status === 'escalated') assert.equal(stream, 'escalation');
  if (status === 'open') assert.notEqual(stream, 'escalation');
  assert.equal(ticket.waitFor !== null, status === 'waiting');
  if (ticket.waitUntil !== null) assert.equal(status, 'waiting');
  if (ticket.waitFor === 'time') assert.ok(ticket.waitUntil !== null);
  assert.equal(ticket.ownerId === null, ticket.claimExpiresAt === null);
  const stands = isResolved || (status === 'waiting' && ticket.waitFor !== 'staff');
  assert.equal(ticket.slaDueAt === null, stands, 'who is waited for by somebody has a time');
  if (ticket.slaWarnAt !== null) assert.ok(ticket.slaDueAt !== null && ticket.slaWarnAt <= ticket.slaDueAt);
  if (ticket.slaBreached) assert.ok(ticket.slaDueAt !== null && ticket.slaWarnAt === null);
  if (ticket.pageAt !== null) assert.ok(stream === 'escalation' && !stands && ticket.pageCount > 0);
  if (ticket.staleAt !== null || ticket.remindedAt !== null) assert.equal(ticket.waitFor, 'member');
  if (isResolved) assert.equal(ticket.ownerId, null);
  for (const fact of [
    'outcome',
    'resolutionReason',
    'resolvedByType',
    'resolvedById',
    'resolvedAt',
  ] as const) {
    assert.equal(ticket[fact] !== null, isResolved, fact);
  }
  for (const fact of ['decisionExpiresAt', 'waiverReason', 'mergedIntoId'] as const) {
    if (ticket[fact] !== null) assert.ok(isResolved, fact);
  }
  const sum = ticket.priorityParts.reduce((total, { points }) => total + points, 0);
  assert.equal(ticket.priority, Math.min(100, Math.max(0, sum)));
  assert.equal(new Set(ticket.priorityParts.map(({ name }) => name)).size, ticket.priorityParts.length);
  assert.ok(ticket.signalCount >= 1 && ticket.reporterCount >= 0);
  assert.ok(ticket.droppedCount >= 0 && ticket.droppedCount <= ticket.signalCount);
  assert.ok(ticket.tags.length <= 20 && new Set(ticket.tags).size === ticket.tags.length);
}

function checkStep(
  before: Ticket,
  { actor, command, version }: Step,
  ctx: TransitionContext,
): TransitionResult {
  const copy = JSON.stringify(before);
  const result = transition(before, command, ctx);
  assert.equal(JSON.stringify(before), copy, 'a transition changes nothing that it was given');
  const type = command.type as keyof typeof LEGAL;
  const isOwn = DOCKETS_OWN.includes(type);
  if (!result.ok) {
    const { refusal } = result;
    assert.ok(refusal.message.endsWith('.'), refusal.message);
    if (refusal.code === 'illegal_move') assert.ok(!LEGAL[type].includes(before.status));
    if (refusal.code === 'own_ticket') assert.deepEqual(refusal.details, {}, 'I8: a party learns nothing');
    return result;
  }
  assert.ok(LEGAL[type].includes(before.status), `${type} from ${before.status}`);
  assert.notEqual(version, 'stale', 'I6: a version that moved is refused');
  if (!isOwn) {
    assert.ok(!PARTIES.includes(actor.id), 'I8: a party never acts');
    assert.ok(actor.type !== 'source');
    if (actor.type === 'user') assert.ok(roleAtLeast(actor.role, 'moderator'));
    if (actor.type === 'service') assert.notEqual(actor.id, 'service-3');
  }
  if (before.contestsTicketId !== null && actor.id === DECIDER && !LEFT_TO_DECIDER.includes(type)) {
    assert.ok(
      command.type === 'resolve' && command.waiver !== null,
      'I7: a decider resolves with a waiver only',
    );
    assert.ok(actor.type === 'user' && roleAtLeast(actor.role, 'senior'));
    assert.equal(result.ticket.waiverReason, command.waiver);
  } else if (type === 'resolve') {
    assert.equal(result.ticket.waiverReason, null);
  }
  if (command.type === 'resolve') {
    const durations = command.actions.map(({ durationSeconds }) => durationSeconds ?? 1);
    assert.ok(durations.every((seconds) => Number.isInteger(seconds) && seconds > 0 && seconds < 2 ** 31));
  }
  if (type === 'reopen') assert.ok(!ctx.sameThingIsOpen, 'I3: one unresolved ticket about the same thing');
  checkClaims(before, command.type, result.ticket, ctx);
  checkChange(before, result, ctx);
  return result;
}

function checkClaims(before: Ticket, type: CommandType, after: Ticket, ctx: TransitionContext): void {
  const { actor, now } = ctx;
  const isLive = before.claimExpiresAt !== null && before.claimExpiresAt > now;
  const policy = ctx.policy.claim[before.stream];
  const isBound = WORKING.includes(type) && before.status !== 'resolved' && policy !== 'off';
  const mayOverride =
    actor.type === 'system' ||
    (actor.type === 'user' && roleAtLeast(actor.role, 'senior')) ||
    actor.id === 'service-2';
  if (isBound && isLive && before.ownerId !== actor.id) {
    assert.ok(
      mayOverride && (policy === 'optional' || actor.type === 'system'),
      'I5: the claim is respected',
    );
  }
  if (isBound && policy === 'required' && actor.type !== 'system' && after.waiverReason === null) {
    assert.ok(isLive && before.ownerId === actor.id, 'a required claim is held');
  }
  if (type === 'claim') {
    assert.ok(after.ownerId === actor.id && actor.type === 'user' && after.claimExpiresAt! > now);
    assert.ok(!isLive || before.ownerId === actor.id, 'I5: nothing is claimed over a live claim');
  }
  if (after.stream === 'escalation' && before.stream !== 'escalation') {
    assert.equal(after.ownerId, null, 'an escalation starts with nobody');
  }
  if (after.ownerId !== null && after.ownerId !== before.ownerId) {
    assert.ok(type === 'claim' || type === 'handover');
    assert.ok(!PARTIES.includes(after.ownerId) && after.claimExpiresAt! > now);
    if (after.contestsTicketId !== null) assert.notEqual(after.ownerId, DECIDER);
  }
}

function checkChange(before: Ticket, result: TransitionResult & { ok: true }, ctx: TransitionContext): void {
  const { ticket, events } = result;
  if (ticket.version === before.version) {
    assert.equal(events.length, 0);
    assert.deepEqual(ticket, before);
    return;
  }
  assert.equal(ticket.version, before.version + 1);
  assert.ok(events.length >= 1);
  assert.deepEqual(ticket.updatedAt, ctx.now);
  for (const fact of [
    'guildId',
    'id',
    'number',
    'kind',
    'sourceId',
    'openedAt',
    'contestsTicketId',
  ] as const) {
    assert.deepEqual(ticket[fact], before[fact], fact);
  }
  for (const event of events) {
    assert.equal(event.ticketVersion, ticket.version);
    assert.equal(event.ticketId, ticket.id);
    assert.equal(event.guildId, ticket.guildId);
    assert.equal(event.actorId, ctx.actor.id);
    assert.equal(event.actorType, ctx.actor.type);
    assert.deepEqual(event.at, ctx.now);
  }
  checkTicket(ticket);
}

describe('whatever comes to a ticket, in whatever order', () => {
  it('I3 I4 I5 I6 I7 I8: the machine keeps what holds of every ticket, and of every change', () => {
    const done = new Set<string>();
    const refusedAs = new Set<string>();
    fc.assert(
      fc.property(openings, policies, steps, (opening, policy, all) => {
        const opened = transition(
          null,
          opening,
          aContext({ actor: { type: 'source', id: 'source-1' }, policy }),
        );
        let { ticket } = allowed(opened);
        checkTicket(ticket);
        let now = NOW;
        for (const step of all) {
          now = later(now, step);
          const seen = step.version === 'stale' ? ticket.version - 1 : ticket.version;
          const result = checkStep(ticket, step, {
            ...aContext({ actor: step.actor, now, policy, parties: PARTIES }),
            expectedVersion: step.version === 'none' ? null : seen,
            sameThingIsOpen: step.sameThingIsOpen,
            contested: ticket.contestsTicketId === null ? null : { decidedBy: [DECIDER] },
          });
          if (result.ok) {
            done.add(step.command.type);
            ({ ticket } = result);
          } else {
            refusedAs.add(result.refusal.code);
          }
        }
      }),
      { numRuns: 1_000 },
    );
    expect([...done].toSorted()).toEqual(Object.keys(LEGAL).toSorted());
    expect([...refusedAs]).toEqual(
      expect.arrayContaining(['illegal_move', 'version_moved', 'own_ticket', 'own_decision', 'not_staff']),
    );
  });

  it('a ticket split off keeps what holds of every ticket', () => {
    fc.assert(
      fc.property(
        openings,
        fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 }),
        (opening, ids) => {
          const ctx = aContext({ actor: { type: 'source', id: 'source-1' } });
          const { ticket: from } = allowed(transition(null, opening, ctx));
          const signals = ids.map((id) => aSignal({ id, kind: opening.signal.kind }));
          const command = {
            type: 'splitOff',
            id: 'ticket-2',
            from,
            signals,
            title: 'T',
            reason: 'R',
          } as const;
          const result = transition(null, command, aContext({ parties: [] }));
          assert.equal(result.ok, from.status !== 'resolved');
          if (!result.ok) return;
          checkTicket(result.ticket);
          assert.equal(result.ticket.correlationKey, null);
          assert.deepEqual(
            result.events.map(({ type, ticketVersion }) => [type, ticketVersion]),
            [['ticket.opened', 1]],
          );
        },
      ),
    );
  });
});
