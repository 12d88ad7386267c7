import { describe, expect, it } from '@jest/globals';
import { validSecrets } from './signing-secrets.js';

const NOON = new Date('2026-08-01T12:00:00Z');
const later = (ms: number) => new Date(NOON.getTime() + ms);

describe('validSecrets', () => {
  it.each([
    ['none', null, null, null, []],
    ['the only one', 'new', null, null, ['new']],
    ['both until the old one expires', 'new', 'old', later(1), ['new', 'old']],
    ['the new one from that moment on', 'new', 'old', NOON, ['new']],
  ])('are %s', (_what, signingSecret, previousSigningSecret, previousSecretExpiresAt, valid) => {
    expect(validSecrets({ signingSecret, previousSigningSecret, previousSecretExpiresAt }, NOON)).toEqual(
      valid,
    );
  });
});
