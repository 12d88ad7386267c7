import { describe, expect, it } from '@jest/globals';
import { columnsOf, recordsJson } from './record-sql.js';

interface Example {
  readonly guildId: string;
  readonly count: number;
  readonly at: Date | null;
  readonly data: object | null;
}

const COLUMNS = columnsOf<Example>({ guildId: 'text', count: 'integer', at: 'timestamptz', data: 'jsonb' });
const FULL: Example = { guildId: '1', count: 0, at: new Date(0), data: { a: null } };

describe('recordsJson', () => {
  it.each([
    { what: 'nothing', records: [], is: [] },
    { what: 'every kind of value', records: [FULL], is: [{ ...FULL, at: '1970-01-01T00:00:00.000Z' }] },
    {
      what: 'no field that is null',
      records: [FULL, { ...FULL, at: null, data: null }],
      is: [
        { ...FULL, at: '1970-01-01T00:00:00.000Z' },
        { guildId: '1', count: 0 },
      ],
    },
    {
      what: 'texts as they are',
      records: [{ ...FULL, guildId: `"},{"count":1,"\\\u2028 'x` }],
      is: [{ ...FULL, guildId: `"},{"count":1,"\\\u2028 'x`, at: '1970-01-01T00:00:00.000Z' }],
    },
    {
      what: 'nothing that is not a column',
      records: [{ ...FULL, secret: 'x' }],
      is: [{ ...FULL, at: '1970-01-01T00:00:00.000Z' }],
    },
  ])('holds $what', ({ records, is }) => {
    expect(JSON.parse(recordsJson(COLUMNS, records))).toEqual(is);
  });
});
