import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { verifySignature } from './standard-webhook.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const NOW = new Date('2026-08-01T12:00:00.000Z');
const BODY = '{"kind":"flag","text":"ünïcode 😀"}';

/** As the reference implementation signs. */
function signed(secret: string, at = NOW, id = 'msg_1', body = BODY) {
  const signatures = new Webhook(secret).sign(id, at, body);
  return { id, timestamp: String(Math.floor(at.getTime() / 1000)), signatures, body: Buffer.from(body) };
}

const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000);

describe('verifySignature', () => {
  it.each<[string, ReturnType<typeof signed>, string[], string]>([
    ['the secret', signed(SECRET), [SECRET], 'good'],
    ['the old secret while rotating', signed(SECRET), [OTHER, SECRET], 'good'],
    [
      'one of several signatures',
      { ...signed(SECRET), signatures: `v1,AAAA ${signed(SECRET).signatures}` },
      [SECRET],
      'good',
    ],
    ['4 minutes ago', signed(SECRET, minutes(-4)), [SECRET], 'good'],
    ['in 4 minutes', signed(SECRET, minutes(4)), [SECRET], 'good'],
    ['6 minutes ago', signed(SECRET, minutes(-6)), [SECRET], 'outside_window'],
    ['in 6 minutes', signed(SECRET, minutes(6)), [SECRET], 'outside_window'],
    ['another secret', signed(OTHER), [SECRET], 'wrong'],
    ['no secret at all', signed(SECRET), [], 'wrong'],
    ['another body', { ...signed(SECRET), body: Buffer.from('{}') }, [SECRET], 'wrong'],
    ['another id', { ...signed(SECRET), id: 'msg_2' }, [SECRET], 'wrong'],
    ['a moved timestamp', { ...signed(SECRET, minutes(-60)), timestamp: '1785585600' }, [SECRET], 'wrong'],
    ['a timestamp that is no number', { ...signed(SECRET), timestamp: 'now' }, [SECRET], 'wrong'],
    ['no signature', { ...signed(SECRET), signatures: '' }, [SECRET], 'wrong'],
    [
      'a signature of another version',
      { ...signed(SECRET), signatures: signed(SECRET).signatures.replace('v1', 'v2') },
      [SECRET],
      'wrong',
    ],
    [
      'a signature too many to look at',
      { ...signed(SECRET), signatures: `${'v1,AAAA '.repeat(10)}${signed(SECRET).signatures}` },
      [SECRET],
      'wrong',
    ],
  ])('%s', (_what, request, secrets, verdict) => {
    expect(verifySignature(request, secrets, NOW)).toBe(verdict);
  });
});
