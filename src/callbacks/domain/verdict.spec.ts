import { describe, expect, it } from '@jest/globals';
import { judge, MOST_FAILURES, retryAfterOf, type Answer, type Verdict } from './verdict.js';

const NOW = new Date('2026-08-01T12:00:00Z');
const FIRST = { ofDelivery: 0, ofEndpoint: 0 };
const answer = (over: Partial<Answer>): Answer => ({
  statusCode: null,
  error: null,
  retryAfterMs: null,
  ...over,
});
const seconds = (at: Date | null): number | null =>
  at === null ? null : (at.getTime() - NOW.getTime()) / 1_000;

const told = (retryAfterMs: number): Verdict =>
  judge(answer({ statusCode: 429, retryAfterMs }), FIRST, NOW, 0);
const after = (ofDelivery: number): Verdict['delivery'] =>
  judge(answer({ statusCode: 500 }), { ofDelivery, ofEndpoint: 0 }, NOW, 0).delivery;

const pauseAfter = (ofEndpoint: number): number | null =>
  seconds(judge(answer({}), { ofDelivery: 0, ofEndpoint }, NOW, 1).pauseUntil);

describe('what an answer means', () => {
  it.each<[number | null, Verdict['delivery'], Verdict['endpoint']]>([
    [200, 'delivered', 'well'],
    [204, 'delivered', 'well'],
    [301, 'later', 'refusing'],
    [400, 'later', 'refusing'],
    [401, 'later', 'refusing'],
    [404, 'later', 'refusing'],
    [408, 'later', 'unwell'],
    [410, 'failed', 'gone'],
    [429, 'later', 'unwell'],
    [500, 'later', 'unwell'],
    [503, 'later', 'unwell'],
    [null, 'later', 'unwell'],
  ])('%s: %s, its endpoint is %s', (statusCode, delivery, endpoint) => {
    expect(judge(answer({ statusCode }), FIRST, NOW, 0)).toMatchObject({ delivery, endpoint });
  });

  it.each([
    [0, 2.5, 5],
    [1, 5, 10],
    [5, 80, 160],
    [14, 10_800, 21_600],
  ])('after %s failures the next try is between %s and %s s off', (ofDelivery, least, most) => {
    const at = (random: number) =>
      seconds(judge(answer({ statusCode: 400 }), { ofDelivery, ofEndpoint: 0 }, NOW, random).retryAt);
    expect(at(0)).toBe(least);
    expect(at(1)).toBe(most);
  });

  it('pauses an unwell endpoint ever longer, up to ten minutes', () => {
    expect([0, 3, 6, 7, 50].map(pauseAfter)).toEqual([5, 40, 320, 600, 600]);
  });

  it('waits as long as it is asked to, up to an hour', () => {
    expect(seconds(told(60_000).retryAt)).toBe(60);
    expect(seconds(told(60_000).pauseUntil)).toBe(60);
    expect(seconds(told(86_400_000).pauseUntil)).toBe(3_600);
    expect(seconds(told(1).retryAt)).toBe(2.5);
  });

  it('gives a delivery up after so many failures', () => {
    expect([after(MOST_FAILURES - 2), after(MOST_FAILURES - 1)]).toEqual(['later', 'failed']);
  });

  it.each([
    [undefined, null],
    ['120', 120_000],
    ['0', null],
    ['-1', null],
    ['soon', null],
    ['Sat, 01 Aug 2026 12:01:00 GMT', 60_000],
    ['Sat, 01 Aug 2026 11:00:00 GMT', null],
  ])('reads Retry-After %s as %s ms', (header, ms) => {
    expect(retryAfterOf(header, NOW)).toBe(ms);
  });
});
