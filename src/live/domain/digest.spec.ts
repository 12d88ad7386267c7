import { describe, expect, it } from '@jest/globals';
import type { EventType, JsonObject, LoggedEvent } from '#kernel';
import { digest } from './digest.js';

const at = (seq: number) => new Date(Date.UTC(2026, 7, 1, 12, 0, seq));

function event(
  seq: number,
  ticketId: string,
  type: EventType,
  payload: JsonObject = {},
  erased = false,
): LoggedEvent {
  return {
    seq: BigInt(seq),
    type,
    guildId: 'g',
    ticketId,
    ticketVersion: seq,
    actorType: 'system',
    actorId: 'test',
    reason: null,
    payload,
    at: at(seq),
    erasedAt: erased ? at(seq) : null,
  };
}

const moved = (seq: number, ticketId: string, fromStream: string, erased = false) =>
  event(seq, ticketId, 'ticket.escalated', erased ? {} : { fromStream, stream: 'escalation' }, erased);

describe('digest', () => {
  it('is nothing of nothing', () => {
    expect(digest([])).toEqual([]);
  });

  it('makes one change of what happened to one ticket, in the order of the newest events', () => {
    const changes = digest([
      event(1, 'a', 'ticket.noted'),
      event(2, 'b', 'ticket.noted'),
      event(3, 'c', 'ticket.noted'),
      event(4, 'a', 'ticket.tagged'),
    ]);
    expect(changes.map(({ ticketId, seq }) => [ticketId, seq])).toEqual([
      ['b', 2n],
      ['c', 3n],
      ['a', 4n],
    ]);
    expect(changes.at(-1)).toEqual({ ticketId: 'a', seq: 4n, before: 'same', fromVersion: 1 });
  });

  it.each<[string, LoggedEvent[], string]>([
    ['that was opened', [event(1, 'a', 'ticket.opened', { stream: 'review' })], 'nowhere'],
    ['that was opened and moved', [event(1, 'a', 'ticket.opened'), moved(2, 'a', 'review')], 'nowhere'],
    ['that moved', [event(1, 'a', 'ticket.noted'), moved(2, 'a', 'review')], 'review'],
    ['that moved twice', [moved(1, 'a', 'support'), moved(2, 'a', 'review')], 'support'],
    ['that stayed', [event(1, 'a', 'ticket.claimed')], 'same'],
    ['of which a note was blanked', [event(1, 'a', 'ticket.noted', {}, true)], 'unknown'],
    ['whose move was blanked', [moved(1, 'a', 'review', true), moved(2, 'a', 'support')], 'unknown'],
    [
      'that moved from nobody knows where',
      [event(1, 'a', 'ticket.escalated', { fromStream: 'lost' })],
      'same',
    ],
  ])('knows where a ticket was %s', (_what, events, before) => {
    expect(digest(events)).toEqual([expect.objectContaining({ before })]);
  });
});
