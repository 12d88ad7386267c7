import { describe, expect, it } from '@jest/globals';
import { fateOfStatus } from './fate-of-status.js';

describe('fateOfStatus', () => {
  it.each([
    [200, 'there'],
    [204, 'gone'],
    [206, 'gone'],
    [301, 'elsewhere'],
    [304, 'gone'],
    [308, 'elsewhere'],
    [401, 'gone'],
    [403, 'gone'],
    [404, 'gone'],
    [408, 'later'],
    [410, 'gone'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
  ] as const)('%d means %s', (status, fate) => {
    expect(fateOfStatus(status)).toBe(fate);
  });
});
