import type { ControllerNotes } from '#http';
import { commandNote } from './command-notes.js';
import { TICKET_PATH } from './ticket-path.js';

export const claimsDocs: ControllerNotes = {
  tag: 'Work',
  path: TICKET_PATH,
  operations: {
    claim: commandNote({
      summary: 'Claim a ticket',
      description:
        'Makes you responsible for the next step, until the claim runs out. Working on the ticket renews it. Of many who claim at once one wins; the others are told who.',
      needsNoBody: true,
      examples: { 'whatever its version': {}, 'as it was seen': { version: 1 } },
      refusals: ['already_claimed', 'claims_off', 'illegal_move'],
    }),
    renew: commandNote({
      summary: 'Keep a claim',
      description: 'The heartbeat of a claim. In the first half of its time it changes nothing.',
      needsNoBody: true,
      examples: { 'a heartbeat': {} },
      refusals: ['claim_lost', 'claims_off', 'illegal_move'],
    }),
    release: commandNote({
      summary: 'Let go of a ticket',
      description: 'What nobody holds stays as it is. A senior may end the claim of somebody else.',
      needsNoBody: true,
      examples: { 'whatever its version': {}, 'as it was seen': { version: 1 } },
      refusals: ['claimed_by_other', 'illegal_move'],
    }),
    handover: commandNote({
      summary: 'Hand a ticket over',
      description: 'To somebody on staff who is not party to it (`not_on_staff`, `cannot_own`).',
      fields: { to: 'Who gets it.' },
      examples: { 'to a colleague': { version: 1, to: '100000000000000007' } },
      refusals: ['claimed_by_other', 'cannot_own', 'claims_off', 'illegal_move'],
    }),
  },
};
