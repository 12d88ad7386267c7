import fc from 'fast-check';
import {
  ACTION_TYPES,
  CLAIM_POLICIES,
  OUTCOMES,
  SIGNAL_KINDS,
  STREAMS,
  WAIT_FOR,
  type Actor,
  type SignalKind,
  type Stream,
} from '#kernel';
import { defaultTicketPolicy, type TicketPolicy } from '#guilds';
import type { CommandOf, TicketCommand } from '#tickets';
import { aDecision, aSignal, aThreshold, aTicket, daysFromNow, person } from './ticket-factories.js';

/** Whatever may come to a ticket, sound and unsound, in any order. */

export const PARTIES = ['subject-1', 'reporter-1'];
export const DECIDER = 'decider-1';

export interface Step {
  readonly actor: Actor;
  readonly command: TicketCommand;
  readonly version: 'seen' | 'stale' | 'none';
  readonly minutesLater: number;
  readonly sameThingIsOpen: boolean;
}

/** People, and what is nobody: parties and the decider are staff themselves, which is when it matters. */
const actors: readonly Actor[] = [
  person('mod-1'),
  person('mod-2'),
  person('senior-1', 'senior'),
  person('admin-1', 'admin'),
  person('member-1', 'member'),
  person(PARTIES[0]!, 'admin'),
  person(PARTIES[1]!, 'moderator'),
  person(DECIDER, 'senior'),
  person(DECIDER, 'moderator'),
  { type: 'service', id: 'service-1', scopes: ['tickets:write'] },
  { type: 'service', id: 'service-2', scopes: ['guild:admin'] },
  { type: 'service', id: 'service-3', scopes: ['tickets:read', 'signals:write'] },
  { type: 'source', id: 'source-1' },
  { type: 'system', id: 'timer' },
];

const text = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('Because.', 'Seen enough.') },
  { weight: 1, arbitrary: fc.constantFrom('', '  ', '\0', '\ud800', 'x'.repeat(4001)) },
);
const maybeText = fc.option(text);
const tags = fc.array(fc.constantFrom('raid', 'scam', 'seen', 'x-1', 'Not A Tag'), { maxLength: 4 });
const points = fc.array(
  fc.record({
    name: fc.constantFrom('category', 'severity', 'source', 'history'),
    points: fc.integer({ min: -60, max: 90 }),
  }),
  { maxLength: 4 },
);
const partsOf = points.map((all) => [...new Map(all.map((part) => [part.name, part])).values()]);

/** A decision that triage could make: appeals and requests have streams of their own. */
const decisionOf = (kind: SignalKind) => {
  const streams: readonly Stream[] =
    kind === 'appeal'
      ? ['appeal']
      : kind === 'request'
        ? ['support']
        : ['auto_resolve', 'review', 'escalation'];
  return fc
    .record({
      stream: fc.constantFrom(...streams),
      parts: partsOf,
      tags: tags.map((all) => all.filter((tag) => /^[a-z]/.test(tag))),
      thresholds: fc.constantFrom([], [aThreshold()], [aThreshold({ stream: 'review' })]),
    })
    .map((over) => aDecision({ ...over, priority: over.parts.reduce((sum, part) => sum + part.points, 0) }));
};

const reporter = fc.constantFrom(null, { id: 'reporter-1', name: null }, { id: 'reporter-9', name: null });

/** What a ticket starts from. */
export const openings: fc.Arbitrary<CommandOf<'open'>> = fc.constantFrom(...SIGNAL_KINDS).chain((kind) =>
  fc.record({
    type: fc.constant('open' as const),
    id: fc.constant('ticket-1'),
    signal: reporter.map((who) => aSignal({ kind, reporter: who })),
    decision: decisionOf(kind),
    contests: fc.constant(kind === 'appeal' ? { actionId: null, ticketId: 'ticket-0' } : null),
  }),
);

const action = fc.record({
  id: fc.constantFrom('action-1', 'action-2', 'action-3'),
  type: fc.constantFrom(...ACTION_TYPES),
  subjectId: fc.constant('subject-1'),
  reason: maybeText,
  durationSeconds: fc.constantFrom(null, 60, 86_400, 0, -1, 1.5, 1e12),
  carriedOutBy: fc.constantFrom(null, 'mod-2'),
});

const added = fc.constantFrom(...SIGNAL_KINDS).chain((kind) =>
  fc.record({
    type: fc.constant('addSignal' as const),
    signal: reporter.map((who) => aSignal({ id: 'signal-2', kind, reporter: who })),
    decision: decisionOf(kind),
    newReporter: fc.boolean(),
    measured: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 1 }),
  }),
);

const of = <T extends TicketCommand>(command: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(command) as unknown as fc.Arbitrary<TicketCommand>;
const named = <T extends string>(type: T) => fc.constant(type);
const until = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(null, daysFromNow(30)) },
  { weight: 1, arbitrary: fc.constantFrom(daysFromNow(-1), daysFromNow(9_999), new Date(Number.NaN)) },
);
const byPeople = ['mod-1', 'mod-2', 'senior-1', 'subject-1', DECIDER] as const;
const minute = 60_000;

const staffCommands: readonly fc.Arbitrary<TicketCommand>[] = [
  of<CommandOf<'claim'>>({ type: named('claim') }),
  of<CommandOf<'claim'>>({ type: named('claim') }),
  of<CommandOf<'renew'>>({ type: named('renew') }),
  of<CommandOf<'renew'>>({ type: named('renew') }),
  of<CommandOf<'release'>>({ type: named('release') }),
  of<CommandOf<'handover'>>({ type: named('handover'), to: fc.constantFrom(...byPeople) }),
  of<CommandOf<'wait'>>({
    type: named('wait'),
    for: fc.constantFrom(...WAIT_FOR),
    until: until,
    reason: maybeText,
  }),
  ...Array.from({ length: 3 }, () =>
    of<CommandOf<'wait'>>({
      type: named('wait'),
      for: fc.constant('member' as const),
      until: fc.constant(null),
      reason: fc.constant(null),
    }),
  ),
  of<CommandOf<'escalate'>>({ type: named('escalate'), reason: text }),
  of<CommandOf<'deescalate'>>({ type: named('deescalate'), reason: text }),
  of<CommandOf<'resolve'>>({
    type: named('resolve'),
    outcome: fc.constantFrom(...OUTCOMES),
    reason: text,
    actions: fc.oneof(fc.constant([]), fc.array(action, { maxLength: 2 })),
    waiver: maybeText,
  }),
  of<CommandOf<'act'>>({ type: named('act'), action }),
  of<CommandOf<'reopen'>>({ type: named('reopen'), reason: text }),
  of<CommandOf<'note'>>({ type: named('note'), text }),
  of<CommandOf<'reply'>>({ type: named('reply'), text }),
  of<CommandOf<'tag'>>({ type: named('tag'), add: tags, remove: tags }),
  of<CommandOf<'category'>>({
    type: named('category'),
    category: fc.constantFrom('scam', 'raid', 'Not one'),
  }),
  of<CommandOf<'priority'>>({
    type: named('priority'),
    priority: fc.constantFrom(0, 1, 50, 100, 101, -1, 0.5, Number.NaN),
    reason: text,
  }),
  of<CommandOf<'merge'>>({
    type: named('merge'),
    into: fc.record({
      id: fc.constantFrom('ticket-1', 'ticket-2'),
      number: fc.constant(9),
      stream: fc.constantFrom(...STREAMS),
      kind: fc.constantFrom(...SIGNAL_KINDS),
      contestsActionId: fc.constant(null),
      contestsTicketId: fc.constantFrom(null, 'ticket-0'),
    }),
  }),
  of<CommandOf<'absorb'>>({
    type: named('absorb'),
    from: fc
      .record({
        priorityParts: partsOf,
        signalCount: fc.integer({ min: 1, max: 9 }),
        tags: fc.constant(['x-2']),
      })
      .map((over) => aTicket({ id: 'ticket-2', ...over })),
    reporters: fc.nat(3),
  }),
  of<CommandOf<'shed'>>({
    type: named('shed'),
    toId: fc.constant('ticket-3'),
    signalIds: fc.array(fc.constantFrom('signal-1', 'signal-2', 'signal-3'), { maxLength: 3 }),
    reporters: fc.nat(2),
    reason: text,
  }),
];

const ownCommands: readonly fc.Arbitrary<TicketCommand>[] = [
  added,
  added,
  of<CommandOf<'expireClaim'>>({ type: named('expireClaim') }),
  of<CommandOf<'recordAction'>>({ type: named('recordAction'), action }),
  of<CommandOf<'wake'>>({ type: named('wake'), cause: fc.constantFrom('time', 'reply') }),
  of<CommandOf<'wake'>>({ type: named('wake'), cause: fc.constantFrom('time', 'reply') }),
  of<CommandOf<'hear'>>({
    type: named('hear'),
    side: fc.constantFrom('member', 'staff'),
    text,
    messageId: fc.constant('1'),
  }),
  of<CommandOf<'warn'>>({ type: named('warn') }),
  of<CommandOf<'breach'>>({ type: named('breach') }),
  // Legal only one after the other, so that they are tried more often.
  ...Array.from({ length: 4 }, () => of<CommandOf<'remind'>>({ type: named('remind') })),
  ...Array.from({ length: 4 }, () => of<CommandOf<'closeStale'>>({ type: named('closeStale') })),
  of<CommandOf<'page'>>({ type: named('page'), isOpenSomewhere: fc.boolean() }),
];

const stepOf = (commands: readonly fc.Arbitrary<TicketCommand>[]): fc.Arbitrary<Step> =>
  fc.record({
    actor: fc.oneof(fc.constant(person('mod-1')), fc.constantFrom(...actors)),
    command: fc.oneof(...commands),
    version: fc.constantFrom('seen', 'seen', 'seen', 'none', 'none', 'stale'),
    sameThingIsOpen: fc.constantFrom(true, false, false),
    minutesLater: fc.constantFrom(0, 0, 0, 1, 8, 8, 20, 50_000),
  });

/** Docket's own commands come from Docket alone, and on no version. */
const ownSteps = stepOf(ownCommands).map((step): Step => ({
  ...step,
  actor:
    step.command.type === 'addSignal' ? { type: 'source', id: 'source-1' } : { type: 'system', id: 'timer' },
  version: 'none',
}));

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 4, arbitrary: stepOf(staffCommands) }, { weight: 2, arbitrary: ownSteps }),
  { minLength: 1, maxLength: 40, size: 'max' },
);

const claimPolicy = fc.constantFrom('optional', ...CLAIM_POLICIES);

const days = fc.constantFrom(0, 0, 3, null);
const staleRule = fc.record({ remindAfterDays: days, closeAfterDays: days });

export const policies: fc.Arbitrary<TicketPolicy> = fc.record({
  claim: fc.record({
    auto_resolve: claimPolicy,
    review: claimPolicy,
    escalation: claimPolicy,
    appeal: claimPolicy,
    support: claimPolicy,
  }),
  leaseMinutes: fc.constantFrom(15, 60),
  decisionHoldDays: fc.constantFrom(0, 30),
  sla: fc.constant(defaultTicketPolicy.sla),
  stale: fc.record({ review: staleRule, escalation: staleRule, appeal: staleRule, support: staleRule }),
});

export const later = (now: Date, { minutesLater }: Step): Date =>
  new Date(now.getTime() + minutesLater * minute);
