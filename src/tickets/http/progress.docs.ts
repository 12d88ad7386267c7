import type { ControllerNotes } from '#http';
import { commandNote } from './command-notes.js';
import { TICKET_PATH } from './ticket-path.js';

const WORKING = ['claimed_by_other', 'claim_lost', 'claim_required', 'illegal_move'];

export const progressDocs: ControllerNotes = {
  tag: 'Work',
  path: TICKET_PATH,
  operations: {
    wait: commandNote({
      summary: 'Let a ticket wait',
      description: 'For the member, for staff, or until a time. A reply or the time wakes it.',
      fields: { until: 'When it wakes at the latest; within a year.' },
      examples: {
        'for an answer': { version: 1, for: 'member' },
        'until a time': { version: 1, for: 'time', until: '2027-01-04T00:00:00Z', reason: 'On holiday.' },
      },
      refusals: WORKING,
    }),
    escalate: commandNote({
      summary: 'Escalate a ticket',
      description: 'Moves it to the escalation stream, without an owner.',
      examples: { 'a threat': { version: 1, reason: 'They name an address.' } },
      refusals: WORKING,
    }),
    deescalate: commandNote({
      summary: 'Take an escalation back',
      examples: { 'a false alarm': { version: 1, reason: 'It is a quote from a film.' } },
      refusals: WORKING,
    }),
    resolve: commandNote({
      summary: 'Resolve a ticket',
      description:
        'With an outcome that fits its kind, and the actions that were taken. Whoever decided or carried out what an appeal contests cannot decide the appeal (`own_decision`).',
      fields: {
        outcome: 'How it ends.',
        actions: 'What was done; with the outcomes actioned, overturned and reduced.',
        waiver: 'Why a senior decides an appeal against their own decision: a team too small.',
      },
      examples: {
        'nothing wrong': { version: 1, outcome: 'no_violation', reason: 'Banter between friends.' },
        'a ban': {
          version: 1,
          outcome: 'actioned',
          reason: 'Scam links in three channels.',
          actions: [
            { type: 'ban', subjectId: '100000000000000009', reason: 'Scam links', durationSeconds: 604_800 },
          ],
        },
      },
      refusals: WORKING,
    }),
    reopen: commandNote({
      summary: 'Reopen a resolved ticket',
      examples: { 'new facts': { version: 1, reason: 'A second member was written to.' } },
      refusals: ['merged_elsewhere', 'same_thing_open', 'illegal_move'],
    }),
  },
};
