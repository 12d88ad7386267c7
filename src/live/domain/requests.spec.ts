import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError, newId } from '#kernel';
import { parseGuild, parseTicketRef, parseWatch } from './requests.js';
import { ALL_STREAMS, maskOf } from './stream-mask.js';

const guildId = '100000000000000001';
const ticketId = newId();

describe('parseWatch', () => {
  it.each([
    [{ guildId }, ALL_STREAMS, null],
    [{ guildId, streams: null, cursor: null }, ALL_STREAMS, null],
    [{ guildId, streams: ['review'] }, maskOf(['review']), null],
    [{ guildId, streams: ['review', 'appeal', 'review'], cursor: '0' }, maskOf(['appeal', 'review']), 0n],
    [{ guildId, cursor: '9223372036854775807' }, ALL_STREAMS, 9_223_372_036_854_775_807n],
  ])('takes %j', (data, mask, cursor) => {
    expect(parseWatch(data)).toEqual({ guildId, mask, cursor });
  });

  it.each([
    [undefined, ''],
    [null, ''],
    ['100000000000000001', ''],
    [[{ guildId }], ''],
    [{}, 'guildId'],
    [{ guildId: 1e17 }, 'guildId'],
    [{ guildId: 'x' }, 'guildId'],
    [{ guildId: { toString: () => guildId } }, 'guildId'],
    [{ guildId, streams: 'review' }, 'streams'],
    [{ guildId, streams: [] }, 'streams'],
    [{ guildId, streams: ['all'] }, 'streams'],
    [{ guildId, streams: Array.from({ length: 10_000 }, () => 'review') }, 'streams'],
    [{ guildId, cursor: 5 }, 'cursor'],
    [{ guildId, cursor: '-1' }, 'cursor'],
    [{ guildId, cursor: '9223372036854775808' }, 'cursor'],
    [{ guildId, cursor: '1e3' }, 'cursor'],
    [{ guildId, more: true }, 'more'],
  ])('refuses %j and names %j', (data, path) => {
    expect(() => parseWatch(data)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'invalid_message',
        details: { errors: [expect.objectContaining({ path })] },
      }),
    );
  });
});

describe('parseTicketRef', () => {
  it('takes a guild and a ticket', () => {
    expect(parseTicketRef({ guildId, ticketId: ticketId.toUpperCase() })).toEqual({ guildId, ticketId });
  });

  it.each([{ guildId }, { ticketId }, { guildId, ticketId: '#1042' }, { guildId, ticketId: null }])(
    'refuses %j',
    (data) => {
      expect(() => parseTicketRef(data)).toThrow(DomainError);
    },
  );
});

describe('whatever a client sends', () => {
  it.each([parseWatch, parseGuild, parseTicketRef])(
    'is taken or refused by %p, and nothing else happens',
    (parse) => {
      fc.assert(
        fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (data) => {
          try {
            parse(data);
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError);
          }
        }),
      );
    },
  );
});
