import { describe, expect, it } from '@jest/globals';
import { ageText, timeText } from './ages.js';

const MINUTE = 60_000;

describe('ageText', () => {
  it.each([
    [-5, '0 min'],
    [59_999, '0 min'],
    [59 * MINUTE, '59 min'],
    [60 * MINUTE, '1 h'],
    [47 * 60 * MINUTE, '1 d'],
    [400 * 24 * 60 * MINUTE, '400 d'],
  ])('%d ms is %s', (ms, text) => {
    expect(ageText(ms, 'en')).toBe(text);
  });
});

it('a time stands in the form that clients show in their own zone', () => {
  expect(timeText(new Date('2026-08-01T12:00:00.900Z'), 't')).toBe('<t:1785585600:t>');
});
