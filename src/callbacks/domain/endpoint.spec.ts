import { describe, expect, it } from '@jest/globals';
import type { EventType, Stream } from '#kernel';
import { isWanted } from './endpoint.js';

describe('what an endpoint is told of', () => {
  it.each<[eventTypes: EventType[], type: EventType, wanted: boolean]>([
    [[], 'ticket.opened', false],
    [[], 'ticket.resolved', true],
    [[], 'ticket.reopened', true],
    [['ticket.opened'], 'ticket.opened', true],
    [['ticket.opened'], 'ticket.resolved', false],
  ])('of a source with types %j, of %s: %s', (eventTypes, type, wanted) => {
    expect(isWanted({ eventTypes, streams: [], sourceId: '1' }, type, 'review')).toBe(wanted);
  });

  it.each<[eventTypes: EventType[], streams: Stream[], type: EventType, stream: Stream, wanted: boolean]>([
    [[], [], 'ticket.opened', 'review', true],
    [[], [], 'ticket.claim_renewed', 'review', false],
    [['ticket.claim_renewed'], [], 'ticket.claim_renewed', 'review', true],
    [['ticket.resolved'], [], 'ticket.opened', 'review', false],
    [['ticket.resolved'], [], 'ticket.resolved', 'support', true],
    [[], ['appeal'], 'ticket.resolved', 'support', false],
    [[], ['appeal', 'support'], 'ticket.resolved', 'support', true],
    [['ticket.resolved'], ['appeal'], 'ticket.opened', 'appeal', false],
  ])('types %j and streams %j, of %s in %s: %s', (eventTypes, streams, type, stream, wanted) => {
    expect(isWanted({ eventTypes, streams, sourceId: null }, type, stream)).toBe(wanted);
  });
});
