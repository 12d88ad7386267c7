import { describe, expect, it } from '@jest/globals';
import { RaidWatch, type RaidLimits } from './raid-watch.js';

const LIMITS: RaidLimits = { members: 3, ofOneMember: 4, withinSeconds: 10 };

function waves(triggers: readonly (readonly [rule: string, user: string, atMs: number])[]) {
  const watch = new RaidWatch();
  return triggers.map(([rule, user, at]) => watch.note('g', rule, user, LIMITS, at)?.key ?? '-');
}

describe('RaidWatch', () => {
  it.each<[string, (readonly [string, string, number])[], string[]]>([
    [
      'few members are cases of their own',
      [
        ['r', 'a', 0],
        ['r', 'b', 1],
        ['r', 'a', 2],
      ],
      ['-', '-', '-'],
    ],
    [
      'many members within the time are one raid, and what follows joins it',
      [
        ['r', 'a', 0],
        ['r', 'b', 1],
        ['r', 'c', 2],
        ['r', 'd', 3],
        ['r', 'a', 4],
      ],
      ['-', '-', 'raid:r:0', 'raid:r:0', 'raid:r:0'],
    ],
    [
      'the same over a longer time are not',
      [
        ['r', 'a', 0],
        ['r', 'b', 6_000],
        ['r', 'c', 12_000],
        ['r', 'd', 18_000],
      ],
      ['-', '-', '-', '-'],
    ],
    [
      'of different rules are not',
      [
        ['r', 'a', 0],
        ['s', 'b', 1],
        ['t', 'c', 2],
      ],
      ['-', '-', '-'],
    ],
    [
      'one member again and again is a flood',
      [
        ['r', 'a', 0],
        ['r', 'a', 1],
        ['r', 'a', 2],
        ['r', 'a', 3],
        ['r', 'b', 4],
      ],
      ['-', '-', '-', 'flood:r:a:0', '-'],
    ],
    [
      'a wave that goes on for long gets a further ticket',
      [
        ['r', 'a', 1_799_998],
        ['r', 'b', 1_799_998],
        ['r', 'c', 1_799_999],
        ['r', 'd', 1_800_000],
      ],
      ['-', '-', 'raid:r:0', 'raid:r:1'],
    ],
  ])('%s', (_what, triggers, expected) => {
    expect(waves(triggers)).toEqual(expected);
  });
});
