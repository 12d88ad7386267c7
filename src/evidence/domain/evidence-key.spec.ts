import { describe, expect, it } from '@jest/globals';
import { contentOfKey, evidenceKey } from './evidence-key.js';

const SHA256 = `ab01${'f'.repeat(60)}`;
const KEY = `100000000000000001/ab/01/${SHA256}`;

describe('the key of evidence', () => {
  it('says whose bytes it is and which', () => {
    const content = { guildId: '100000000000000001', sha256: SHA256 };
    expect(evidenceKey(content)).toBe(KEY);
    expect(contentOfKey(KEY)).toEqual(content);
  });

  it.each([
    ['..', SHA256],
    ['', SHA256],
    ['1/2', SHA256],
    ['1', SHA256.toUpperCase()],
    ['1', `${SHA256}0`],
    ['1', '../../../etc/passwd'],
  ])('is none for %s and %s', (guildId, sha256) => {
    expect(() => evidenceKey({ guildId, sha256 })).toThrow(TypeError);
  });

  it.each(['', 'tmp/x', KEY.replace('/01/', '/02/'), `${KEY}.old`, `x/${KEY}`])('is not %s', (key) => {
    expect(contentOfKey(key)).toBeNull();
  });
});
