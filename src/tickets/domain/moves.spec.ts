import { describe, expect, it } from '@jest/globals';
import { STATUSES, type Status } from '#kernel';
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
  person,
  WAITING,
} from '../../../test/support/ticket-factories.js';
import type { CommandType, TicketCommand } from './commands.js';
import { isLegal, MOVES } from './moves.js';
import type { Ticket } from './ticket.js';
import { transition } from './transition.js';

const PAST = minutesFromNow(-1);
/** Whatever can fall due on a ticket is due. */
const DUE: Partial<Ticket> = { slaWarnAt: PAST, slaDueAt: PAST, pageAt: PAST };

const TICKETS: Readonly<Record<Status, Ticket>> = {
  open: aTicket(DUE),
  waiting: aTicket({ ...DUE, ...WAITING, staleAt: PAST }),
  escalated: aTicket({ ...DUE, ...ESCALATED }),
  resolved: aTicket(DECIDED),
};

/** One valid command of each type: what else could refuse it is kept out of the way. */
function validCommands(): { readonly [T in CommandType]: Extract<TicketCommand, { type: T }> } {
  const reason = 'Because.';
  const from = aTicket({ id: 'ticket-2', number: 8 });
  const action = {
    id: 'action-1',
    type: 'warn',
    subjectId: 'subject-1',
    reason,
    durationSeconds: null,
    carriedOutBy: null,
  } as const;
  return {
    open: { type: 'open', id: 'ticket-1', signal: aSignal(), decision: aDecision(), contests: null },
    addSignal: addSignal(),
    claim: { type: 'claim' },
    renew: { type: 'renew' },
    handover: { type: 'handover', to: 'mod-9' },
    release: { type: 'release' },
    expireClaim: { type: 'expireClaim' },
    wait: { type: 'wait', for: 'member', until: null, reason },
    wake: { type: 'wake', cause: 'reply' },
    hear: { type: 'hear', side: 'member', text: 'x', messageId: '1' },
    warn: { type: 'warn' },
    breach: { type: 'breach' },
    remind: { type: 'remind' },
    closeStale: { type: 'closeStale' },
    page: { type: 'page', isOpenSomewhere: false },
    escalate: { type: 'escalate', reason },
    deescalate: { type: 'deescalate', reason },
    resolve: { type: 'resolve', outcome: 'no_violation', reason, actions: [], waiver: null },
    act: { type: 'act', action },
    recordAction: { type: 'recordAction', action },
    reopen: { type: 'reopen', reason },
    merge: { type: 'merge', into: aTicket({ id: 'ticket-2', number: 8, stream: 'escalation' }) },
    absorb: { type: 'absorb', from, reporters: 1 },
    shed: { type: 'shed', toId: 'ticket-3', signalIds: ['signal-2'], reporters: 1, reason },
    splitOff: { type: 'splitOff', id: 'ticket-3', from, signals: [aSignal()], title: 'Another', reason },
    note: { type: 'note', text: 'A note.' },
    reply: { type: 'reply', text: 'A reply.' },
    tag: { type: 'tag', add: ['raid'], remove: [] },
    category: { type: 'category', category: 'spam' },
    priority: { type: 'priority', priority: 80, reason },
  };
}

const commands = Object.values(validCommands());

describe('the table of legal moves', () => {
  it.each(
    commands.flatMap((command) =>
      [...STATUSES, 'none' as const].map((from) => [command.type, from] as const),
    ),
  )('%s from %s does what the table says', (type, from) => {
    const claimed = { ownerId: 'mod-1', claimExpiresAt: minutesFromNow(5), signalCount: 3 };
    const base = from === 'none' ? null : TICKETS[from];
    const reminded = type === 'closeStale' ? { remindedAt: PAST } : {};
    const ticket = base === null || from === 'resolved' ? base : { ...base, ...claimed, ...reminded };
    const result = transition(ticket, validCommands()[type], aContext({ actor: person('mod-1', 'senior') }));
    if (isLegal(type, from)) {
      expect(result).toMatchObject({ ok: true });
    } else {
      expect(result).toMatchObject({ ok: false, refusal: { kind: 'conflict', code: 'illegal_move' } });
    }
  });

  it('I4 leaves the ticket it was given untouched, whatever the command', () => {
    for (const command of commands) {
      for (const status of STATUSES) {
        const ticket = Object.freeze({ ...TICKETS[status] });
        transition(ticket, command, aContext({ now: NOW }));
      }
    }
    expect(Object.keys(MOVES).toSorted()).toEqual(commands.map((command) => command.type).toSorted());
  });
});
