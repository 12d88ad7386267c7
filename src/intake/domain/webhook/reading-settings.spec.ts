import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#kernel';
import { readingProblems } from './reading-settings.js';

describe('readingProblems', () => {
  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['a field', { mapping: { member: 'Player' } }],
    ['fields', { mapping: { member: ['Player', 'Spieler'], reason: 'Grund' } }],
    ['a place', { category: 'spam', severity: 'low', channelId: '1' }],
  ])('finds none in %s', (_what, settings) => {
    expect(readingProblems(settings)).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['a mapping that is none', { mapping: ['Player'] }, '`mapping` must say for what is read'],
    [
      'something that is not read',
      { mapping: { colour: 'x' } },
      '`mapping.colour` is nothing that is read. Use member',
    ],
    ['an empty name', { mapping: { member: ' ' } }, '`mapping.member` must be the name of a field'],
    ['no name', { mapping: { member: [] } }, '`mapping.member` must be the name of a field'],
    ['too many names', { mapping: { reason: Array<string>(21).fill('x') } }, 'a list of at most 20'],
    ['a category with spaces', { category: 'Very bad' }, '`category` must be lower-case words'],
    ['a severity that is none', { severity: 'worst' }, 'must be one of low, medium, high, critical'],
  ])('says what is wrong with %s', (_what, settings, expected) => {
    const problems = readingProblems(settings);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it('says everything at once', () => {
    expect(readingProblems({ mapping: { a: 1, b: 2 }, category: 1, severity: 1 })).toHaveLength(4);
  });
});
