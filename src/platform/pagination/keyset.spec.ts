import { describe, expect, it } from '@jest/globals';
import { Keyset } from './keyset.js';

const GUILD = '100000000000000001';
const ID = '019c3b2e-0000-7000-8000-000000000001';
const keyset = new Keyset('things', {
  late: 'boolean',
  rank: 'number',
  at: 'time',
  name: 'text',
  id: 'uuid',
  owner: 'snowflake',
  seq: 'integer',
});
const KEY = {
  late: true,
  rank: -1.5,
  at: new Date(1_785_000_000_123),
  name: 'ü 🎟',
  id: ID,
  owner: GUILD,
  seq: 7,
};

const pack = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const parts = (...key: unknown[]) => pack(['things', GUILD, ...key]);
const good = [true, 1, '2026-08-01T12:00:00.000Z', 'n', ID, GUILD, 7];

describe('Keyset', () => {
  it('reads what it wrote', () => {
    const cursor = keyset.encode(GUILD, KEY);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(keyset.decode(GUILD, cursor)).toEqual(KEY);
    expect(keyset.decode(null, keyset.encode(null, KEY))).toEqual(KEY);
    expect(keyset.decode(GUILD, parts(...good))).toMatchObject({ rank: 1 });
  });

  it('starts at the start', () => {
    expect(keyset.decode(GUILD, undefined)).toBeNull();
  });

  it.each([
    ['of another guild', keyset.encode('100000000000000002', KEY)],
    ['of no guild', keyset.encode(null, KEY)],
    ['of another list', pack(['others', GUILD, ...good])],
    ['that is empty', ''],
    ['that is no base64url', '!!!!'],
    ['that is no JSON', Buffer.from('{').toString('base64url')],
    ['that is no list', pack({ length: 8, 0: 'things' })],
    ['that is null', pack(null)],
    ['too short', parts(...good.slice(1))],
    ['too long', parts(...good, 1)],
    ['past the bound', parts('x'.repeat(800), ...good.slice(1))],
    ['with a wrong boolean', parts(1, ...good.slice(1))],
    ['with a wrong number', parts(true, '1', ...good.slice(2))],
    ['with a wrong time', parts(true, 1, 'yesterday', ...good.slice(3))],
    ['with a time of another form', parts(true, 1, '2026-08-01', ...good.slice(3))],
    ['with a time before our era', parts(true, 1, '-000044-03-15T12:00:00.000Z', ...good.slice(3))],
    ['with half a number', parts(...good.slice(0, -1), 1.5)],
    ['with a number past all counting', parts(...good.slice(0, -1), 1e300)],
    ['with a NUL', parts(true, 1, good[2], 'a\0b', ID, GUILD, 7)],
    ['with half a pair', parts(true, 1, good[2], '\ud800', ID, GUILD, 7)],
    ['with a wrong id', parts(true, 1, good[2], 'n', "'; DROP TABLE", GUILD, 7)],
    ['with a wrong snowflake', parts(true, 1, good[2], 'n', ID, '12', 7)],
    ['with a list inside', parts(true, 1, good[2], ['n'], ID, GUILD, 7)],
  ])('refuses a cursor %s', (_what, cursor) => {
    expect(() => keyset.decode(GUILD, cursor)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'bad_cursor' }),
    );
  });

  it.each([
    [0, [], null],
    [2, ['A', 'B'], null],
    [3, ['A', 'B', 'C'], null],
    [4, ['A', 'B', 'C'], 'c'],
  ])('makes a page of %i rows', (count, items, last) => {
    const names = new Keyset('names', { name: 'text' });
    const page = names.page(
      GUILD,
      ['a', 'b', 'c', 'd'].slice(0, count),
      3,
      (name) => ({ name }),
      (name) => name.toUpperCase(),
    );
    expect(page.items).toEqual(items);
    expect(names.decode(GUILD, page.nextCursor)).toEqual(last === null ? null : { name: last });
  });
});
