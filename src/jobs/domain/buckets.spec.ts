import { describe, expect, it } from '@jest/globals';
import { bucketsOf, bucketStart, dueRange } from './buckets.js';

const at = (time: string): Date => new Date(`2026-08-01T${time}Z`);

describe('bucketStart', () => {
  it.each([
    ['12:00:00', 60, '12:00:00'],
    ['12:00:59.999', 60, '12:00:00'],
    ['12:34:56', 3_600, '12:00:00'],
    ['12:34:56', 86_400, '00:00:00'],
  ])('%s in buckets of %i s is %s', (time, every, expected) => {
    expect(bucketStart(at(time), every)).toEqual(at(expected));
  });
});

describe('dueRange', () => {
  it.each([
    ['12:00:00', '12:00:59', null],
    ['12:00:00', '12:01:00', '12:01:00'],
    ['12:00:00', '15:07:30', '15:07:00'],
    ['12:05:00', '12:00:00', null],
  ])('done until %s, at %s: until %s', (done, now, until) => {
    expect(dueRange(at(done), at(now), 60)).toEqual(until && { from: at(done), to: at(until) });
  });
});

describe('bucketsOf', () => {
  const range = { from: at('12:00:00'), to: at('12:03:00') };

  it('cuts a range into its buckets, oldest first', () => {
    expect(bucketsOf(range, 60, 10)).toEqual([
      { from: at('12:00:00'), to: at('12:01:00') },
      { from: at('12:01:00'), to: at('12:02:00') },
      { from: at('12:02:00'), to: at('12:03:00') },
    ]);
  });

  it('keeps the newest of too many', () => {
    expect(bucketsOf(range, 60, 1)).toEqual([{ from: at('12:02:00'), to: at('12:03:00') }]);
  });
});
