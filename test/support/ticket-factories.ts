import type { Actor, Role } from '#kernel';
import { reporterPart, type Decision, type Signal, type Threshold } from '#triage';
import { defaultTicketPolicy } from '#guilds';
import type { CommandOf, Ticket, TransitionContext } from '#tickets';

/** Valid values for tests of tickets; a test states only what it is about. */

export const NOW = new Date('2026-08-01T12:00:00.000Z');
export const minutesFromNow = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
export const daysFromNow = (days: number): Date => minutesFromNow(days * 1440);

export function person(id: string, role: Role = 'moderator'): Actor {
  return { type: 'user', id, role };
}

export function aSignal(over: Partial<Signal> = {}): Signal {
  return {
    id: 'signal-1',
    guildId: 'guild-1',
    sourceId: 'source-1',
    externalId: null,
    kind: 'report',
    category: 'harassment',
    severity: 'medium',
    confidence: 1,
    subject: { type: 'user', id: 'subject-1', name: 'Subject' },
    reporter: { id: 'reporter-1', name: 'Reporter' },
    text: 'text',
    channelId: null,
    messageId: null,
    links: [],
    attachments: [],
    occurredAt: NOW,
    receivedAt: NOW,
    correlationKey: null,
    data: {},
    ...over,
  };
}

export function aDecision(over: Partial<Decision> = {}): Decision {
  return {
    stream: 'review',
    category: 'harassment',
    priority: 30,
    parts: [
      { name: 'category', points: 20 },
      { name: 'severity', points: 10 },
    ],
    correlationKey: 'key-1',
    fingerprint: null,
    windowMinutes: 60,
    tags: [],
    thresholds: [],
    title: 'Harassment by Subject',
    explanation: {
      rule: { id: 'rule-1', version: 3 },
      matched: [{ id: 'rule-1', version: 3 }],
      ruleset: 'ruleset-1',
      reasons: ['Rule rule-1 matched.'],
      heldOut: false,
    },
    ...over,
  };
}

export function aThreshold(over: Partial<Threshold> = {}): Threshold {
  return { measure: 'distinct_reporters', count: 3, withinMinutes: 60, stream: 'escalation', ...over };
}

export function addSignal(over: Partial<CommandOf<'addSignal'>> = {}): CommandOf<'addSignal'> {
  return {
    type: 'addSignal',
    signal: aSignal({ id: 'signal-2', reporter: { id: 'reporter-2', name: null } }),
    decision: aDecision(),
    newReporter: true,
    measured: [],
    ...over,
  };
}

export function aContext(over: Partial<TransitionContext> = {}): TransitionContext {
  return {
    actor: person('mod-1'),
    now: NOW,
    policy: defaultTicketPolicy,
    expectedVersion: null,
    contested: null,
    parties: ['subject-1', 'reporter-1'],
    sameThingIsOpen: false,
    isHeard: false,
    reporterPart,
    ...over,
  };
}

export function aTicket(over: Partial<Ticket> = {}): Ticket {
  return {
    guildId: 'guild-1',
    id: 'ticket-1',
    number: 7,
    version: 4,
    stream: 'review',
    status: 'open',
    kind: 'report',
    category: 'harassment',
    title: 'Harassment by Subject',
    subjectType: 'user',
    subjectId: 'subject-1',
    subjectName: 'Subject',
    priority: 30,
    priorityParts: [
      { name: 'category', points: 20 },
      { name: 'severity', points: 10 },
    ],
    correlationKey: 'key-1',
    fingerprint: null,
    sourceId: 'source-1',
    tags: [],
    explanation: aDecision().explanation,
    ownerId: null,
    claimExpiresAt: null,
    waitFor: null,
    waitUntil: null,
    outcome: null,
    resolutionReason: null,
    resolvedByType: null,
    resolvedById: null,
    resolvedAt: null,
    decisionExpiresAt: null,
    signalCount: 1,
    reporterCount: 1,
    droppedCount: 0,
    lastSignalAt: NOW,
    contestsActionId: null,
    contestsTicketId: null,
    waiverReason: null,
    mergedIntoId: null,
    openedAt: minutesFromNow(-60),
    updatedAt: minutesFromNow(-60),
    slaDueAt: null,
    slaWarnAt: null,
    slaBreached: false,
    pageAt: null,
    pageCount: 0,
    staleAt: null,
    remindedAt: null,
    ...over,
  };
}

export function ownedBy(ownerId: string, minutesLeft = 20): Partial<Ticket> {
  return { ownerId, claimExpiresAt: minutesFromNow(minutesLeft) };
}

export const WAITING: Partial<Ticket> = { status: 'waiting', waitFor: 'member' };
export const ESCALATED: Partial<Ticket> = { status: 'escalated', stream: 'escalation' };

/** Resolved by a person an hour ago, and holding for 30 days. */
export const DECIDED: Partial<Ticket> = {
  status: 'resolved',
  outcome: 'no_violation',
  resolutionReason: 'Looked at it.',
  resolvedByType: 'user',
  resolvedById: 'mod-1',
  resolvedAt: minutesFromNow(-60),
  decisionExpiresAt: daysFromNow(30),
};

export const AUTO_RESOLVED: Partial<Ticket> = {
  ...DECIDED,
  stream: 'auto_resolve',
  resolvedByType: 'system',
  resolvedById: 'rule-1',
  decisionExpiresAt: null,
};
