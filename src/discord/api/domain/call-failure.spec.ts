import { describe, expect, it } from '@jest/globals';
import { failureClass } from './call-failure.js';

describe('failureClass', () => {
  it.each([
    ['the network', 0, 0, 'retry'],
    ['Discord itself', 503, 0, 'retry'],
    ['too many calls', 429, 0, 'limited'],
    ['edits of old messages', 429, 30_046, 'limited'],
    ['an unknown channel', 404, 10_003, 'gone'],
    ['an unknown message', 404, 10_008, 'gone'],
    ['anything not found', 404, 0, 'gone'],
    ['closed DMs', 403, 50_007, 'refused'],
    ['no mutual guild', 403, 50_278, 'refused'],
    ['missing permissions', 403, 50_013, 'refused'],
    ['missing access', 403, 50_001, 'refused'],
    ['a thread too many', 400, 160_006, 'refused'],
    ['a wrong token', 401, 0, 'refused'],
  ])('%s', (_what, status, code, expected) => {
    expect(failureClass(status, code)).toBe(expected);
  });
});
