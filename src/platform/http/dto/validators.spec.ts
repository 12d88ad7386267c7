import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { IsJsonObject, IsSnowflake, IsText, IsTime, IsTimeZone, MayBeAbsent } from './validators.js';

class Sample {
  @IsSnowflake()
  id: unknown = '100000000000000001';

  @IsText(1, 5)
  text: unknown = 'text';

  @IsTime()
  time: unknown = '2026-08-01T12:00:00Z';

  @IsTimeZone()
  zone: unknown = 'UTC';

  @IsJsonObject(20)
  json: unknown = {};

  @MayBeAbsent()
  @IsText(0, 5)
  absent: unknown = undefined;
}

const wrong = (field: keyof Sample, value: unknown) =>
  validateSync(Object.assign(new Sample(), { [field]: value })).map(({ property }) => property);

describe('what is sent', () => {
  it.each<[keyof Sample, unknown]>([
    ['id', '12345678901234567'],
    ['id', '12345678901234567890'],
    ['text', 'a'],
    ['text', ' abc '],
    ['text', '🎟🎟a'],
    ['time', '2024-02-29T23:59:59.123456789+14:00'],
    ['time', '2026-08-01T12:00-05:00'],
    ['zone', 'Europe/Berlin'],
    ['zone', 'America/Argentina/Buenos_Aires'],
    ['zone', 'Etc/GMT+5'],
    ['json', { a: 'x'.repeat(12) }],
    ['absent', undefined],
    ['absent', ''],
  ])('as %s is right: %j', (field, value) => {
    expect(wrong(field, value)).toEqual([]);
  });

  it.each<[keyof Sample, unknown]>([
    ['id', '1234567890123456'],
    ['id', '123456789012345678901'],
    ['id', 1e17],
    ['id', ['100000000000000001']],
    ['id', '１００００００００００００００００１'],
    ['id', '100000000000000001\n'],
    ['text', ''],
    ['text', ' \t\n '],
    ['text', 'abcdef'],
    ['text', '🎟🎟🎟'],
    ['text', 5],
    ['text', null],
    ['time', '2026-08-01'],
    ['time', '2026-08-01T12:00:00'],
    ['time', '2026-13-01T12:00:00Z'],
    ['time', '2025-02-29T12:00:00Z'],
    ['time', '2026-08-01T25:00:00Z'],
    ['time', 1_785_000_000_000],
    ['time', '+012026-08-01T12:00:00Z'],
    ['zone', ''],
    ['zone', 'Nowhere'],
    ['zone', '+01:00'],
    ['zone', 'x'.repeat(100)],
    ['json', { a: 'x'.repeat(13) }],
    ['json', []],
    ['json', null],
    ['json', 'text'],
    ['absent', null],
  ])('as %s is wrong: %j', (field, value) => {
    expect(wrong(field, value)).toEqual([field]);
  });
});
