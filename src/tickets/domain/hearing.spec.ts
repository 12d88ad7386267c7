import { describe, expect, it } from '@jest/globals';
import type { WaitFor } from '#kernel';
import { aContext, aTicket, minutesFromNow } from '../../../test/support/ticket-factories.js';
import type { Ticket } from './ticket.js';
import { transition } from './transition.js';

const waitingFor = (waitFor: WaitFor): Partial<Ticket> => ({
  status: 'waiting',
  waitFor,
  waitUntil: minutesFromNow(60),
});

describe('hear', () => {
  it.each<[string, Partial<Ticket>, 'member' | 'staff', string[], string]>([
    ['the member, while it is open', { status: 'open' }, 'member', ['ticket.member_replied'], 'open'],
    [
      'the member it waits for',
      waitingFor('member'),
      'member',
      ['ticket.member_replied', 'ticket.woken'],
      'open',
    ],
    [
      'the member, while it waits for staff',
      waitingFor('staff'),
      'member',
      ['ticket.member_replied'],
      'waiting',
    ],
    ['the member, while it is snoozed', waitingFor('time'), 'member', ['ticket.member_replied'], 'waiting'],
    ['staff it waits for', waitingFor('staff'), 'staff', ['ticket.replied', 'ticket.woken'], 'open'],
    ['staff, while it waits for the member', waitingFor('member'), 'staff', ['ticket.replied'], 'waiting'],
  ])('%s', (_what, over, side, types, status) => {
    const command = { type: 'hear', side, text: 'hello', messageId: '1' } as const;
    const result = transition(aTicket(over), command, aContext());
    if (!result.ok) throw new Error(result.refusal.code);
    expect(result.events.map(({ type }) => type)).toEqual(types);
    expect(result.events[0]?.payload).toEqual({ text: 'hello', messageId: '1', heard: true });
    expect(result.ticket.status).toBe(status);
  });

  it('changes nothing when the log has the message', () => {
    const ticket = aTicket(waitingFor('member'));
    const command = { type: 'hear', side: 'member', text: 'hello', messageId: '1' } as const;
    const result = transition(ticket, command, aContext({ isHeard: true }));
    expect(result).toEqual({ ok: true, ticket, events: [] });
  });

  it('takes no empty text', () => {
    const command = { type: 'hear', side: 'member', text: ' ', messageId: '1' } as const;
    expect(transition(aTicket(), command, aContext())).toMatchObject({
      ok: false,
      refusal: { code: 'bad_text' },
    });
  });
});
