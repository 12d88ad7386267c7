import { describe, expect, it } from '@jest/globals';
import type { Stream } from '#kernel';
import type { Before } from './digest.js';
import { ALL_STREAMS, maskOf } from './stream-mask.js';
import { type Sight, verdict } from './verdict.js';

const review = maskOf(['review']);

describe('verdict', () => {
  it.each<[Before, Stream, 'changed' | 'gone' | null]>([
    ['nowhere', 'review', 'changed'],
    ['same', 'review', 'changed'],
    ['escalation', 'review', 'changed'],
    ['unknown', 'review', 'changed'],
    ['review', 'escalation', 'gone'],
    ['unknown', 'escalation', 'gone'],
    ['nowhere', 'escalation', null],
    ['same', 'escalation', null],
    ['support', 'escalation', null],
  ])('for a watcher of review: from %s to %s is %s', (before, now, expected) => {
    expect(verdict(review, { before, now }, 'sees')).toBe(expected);
  });

  it.each<[Before, Sight, 'gone' | null]>([
    ['same', 'lost', 'gone'],
    ['review', 'lost', 'gone'],
    ['nowhere', 'lost', null],
    ['same', 'never', null],
    ['review', 'never', null],
    ['nowhere', 'never', null],
    ['unknown', 'never', null],
  ])('I8: a party to it is not told of a change (%s, %s: %s)', (before, sight, expected) => {
    expect(verdict(ALL_STREAMS, { before, now: 'review' }, sight)).toBe(expected);
  });
});
