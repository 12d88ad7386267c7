import { describe, expect, it } from '@jest/globals';
import { aContext, aTicket, DECIDED, ownedBy, person } from '../../../test/support/ticket-factories.js';
import type { ActionTaken } from './commands.js';
import { transition } from './transition.js';

const action: ActionTaken = {
  id: 'action-1',
  type: 'timeout',
  subjectId: 'subject-1',
  reason: 'Spam.',
  durationSeconds: 3_600,
  carriedOutBy: null,
  toldMember: false,
};

describe('acting on a member', () => {
  it('is recorded, and leaves the ticket as it stands', () => {
    const before = aTicket();
    const result = transition(before, { type: 'act', action }, aContext());
    expect(result).toMatchObject({
      ok: true,
      ticket: { ...before, version: 5, updatedAt: expect.any(Date) },
      events: [
        {
          type: 'ticket.action_recorded',
          actorId: 'mod-1',
          reason: 'Spam.',
          payload: { actionId: 'action-1', actionType: 'timeout', decidedBy: 'mod-1', toldMember: false },
        },
      ],
    });
  });

  it.each([
    ['by who is party to the ticket (I8)', aTicket(), { actor: person('reporter-1') }, 'own_ticket'],
    ['while somebody else has it (I6)', aTicket(ownedBy('mod-2')), {}, 'claimed_by_other'],
    ['on a version that moved (I6)', aTicket(), { expectedVersion: 3 }, 'version_moved'],
    [
      'by who decided what it contests (I7)',
      aTicket({ kind: 'appeal' }),
      { contested: { decidedBy: ['mod-1'] } },
      'own_decision',
    ],
  ])('is refused %s', (_when, ticket, over, code) => {
    const result = transition(ticket, { type: 'act', action }, aContext(over));
    expect(result).toMatchObject({ ok: false, refusal: { code } });
  });

  it('is recorded afterwards whatever became of the ticket: it has happened', () => {
    for (const ticket of [aTicket(ownedBy('mod-2')), aTicket(DECIDED)]) {
      const result = transition(ticket, { type: 'recordAction', action }, aContext());
      expect(result).toMatchObject({ ok: true, events: [{ type: 'ticket.action_recorded' }] });
    }
  });

  it('needs a duration that makes sense', () => {
    const result = transition(
      aTicket(),
      { type: 'act', action: { ...action, durationSeconds: 0 } },
      aContext(),
    );
    expect(result).toMatchObject({ ok: false, refusal: { code: 'bad_action' } });
  });
});
