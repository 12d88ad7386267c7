import type { ControllerNotes } from '#http';
import { commandNote, withOther } from './command-notes.js';
import { TICKET_PATH } from './ticket-path.js';

const WORKING = ['claimed_by_other', 'claim_lost', 'claim_required', 'illegal_move'];

export const remarksDocs: ControllerNotes = {
  tag: 'Work',
  path: TICKET_PATH,
  operations: {
    note: commandNote({
      summary: 'Write a note',
      description: 'For staff alone; also on a resolved ticket.',
      examples: { 'a note': { text: 'Same wording as last week.' } },
      refusals: [],
    }),
    reply: commandNote({
      summary: 'Reply to the member',
      description: 'Wakes a ticket that waits for staff.',
      examples: { 'a reply': { version: 1, text: 'Thank you, we are looking at it.' } },
      refusals: WORKING,
    }),
    tag: commandNote({
      summary: 'Tag a ticket',
      description: 'Removes, then adds.',
      examples: { 'a tag': { version: 1, add: ['raid'], remove: ['unsure'] } },
      refusals: [],
    }),
    category: commandNote({
      summary: 'Set the category',
      examples: { 'a category': { version: 1, category: 'scam' } },
      refusals: [],
    }),
    priority: commandNote({
      summary: 'Set the priority',
      description: 'The number stands against what later signals would add.',
      fields: { priority: 'From 0 to 100.' },
      examples: { urgent: { version: 1, priority: 90, reason: 'It is going on now.' } },
      refusals: [],
    }),
    merge: commandNote({
      summary: 'Merge a ticket into another',
      description:
        'Resolves this one as a duplicate; its signals go to the other, which stands in `into` as it is then.',
      fields: { into: 'The id or number of the other.' },
      examples: { 'into an older one': { version: 1, into: '2' } },
      refusals: [
        ...WORKING,
        'merge_into_itself',
        'merge_across_kinds',
        'merge_across_appeals',
        'merge_would_lower',
      ],
      schema: withOther('MergedTicket', 'into'),
    }),
    split: commandNote({
      summary: 'Split signals off a ticket',
      description: 'They go to a new ticket, which stands in `splitOff`.',
      fields: { signalIds: 'At least one has to stay.', title: 'Of the new ticket.' },
      examples: {
        'one signal': {
          version: 1,
          signalIds: ['019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11'],
          title: 'Spam in #trading',
          reason: 'Another member did this.',
        },
      },
      refusals: WORKING,
      schema: withOther('SplitTicket', 'splitOff'),
    }),
  },
};
