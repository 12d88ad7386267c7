import { describe, expect, it } from '@jest/globals';
import { freeAgain } from './rate.js';

const now = new Date('2026-08-01T12:00:00Z');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const ahead = (minutes: number): Date => ago(-minutes);

describe('freeAgain', () => {
  it.each<[string, Date[], Date]>([
    ['nothing was taken', [], now],
    ['fewer than the rate were', [ago(1)], now],
    ['the oldest of a full window leaves it', [ago(4), ago(9), ago(1)], ahead(1)],
    ['what is older than the window counts no more', [ago(20), ago(4), ago(1), ago(2)], ahead(6)],
    ['a lower rate than there was lets enough leave', [ago(9), ago(8), ago(7), ago(1)], ahead(2)],
  ])('when %s', (_what, taken, at) => {
    expect(freeAgain(taken, { count: 3, minutes: 10 }, now)).toEqual(at);
  });
});
