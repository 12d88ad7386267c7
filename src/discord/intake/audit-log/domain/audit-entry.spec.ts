import { describe, expect, it } from '@jest/globals';
import { namedIn, seenIn, type AuditEntry } from './audit-entry.js';

const BOT = '900000000000000001';
const MOD = '210000000000000001';
const KIM = '210000000000000009';
/** 2026-08-01T12:00:00Z. */
const ID = ((BigInt(Date.UTC(2026, 7, 1, 12)) - 1_420_070_400_000n) << 22n).toString();
const AT = new Date('2026-08-01T12:00:00Z');
const OWN = '[docket:0198a000-0000-7000-8000-000000000001]';

function entry(action_type: number, over: Partial<AuditEntry> = {}): AuditEntry {
  return { id: ID, action_type, user_id: MOD, target_id: KIM, ...over };
}

const until = (new_value?: string) => ({
  changes: [{ key: 'communication_disabled_until', ...(new_value !== undefined && { new_value }) }],
});

describe('seenIn', () => {
  it.each([
    ['a kick', entry(20, { reason: 'rude' }), { type: 'kick', reason: 'rude', durationSeconds: null }],
    ['a ban', entry(22), { type: 'ban', reason: null, durationSeconds: null }],
    ['a timeout', entry(24, until('2026-08-01T12:10:00Z')), { type: 'timeout', durationSeconds: 600 }],
    [
      'a removed message',
      entry(72, { options: { count: '1' } }),
      { type: 'message_removal', reason: '1 message removed' },
    ],
    [
      'removed messages',
      entry(72, { options: { count: '12' } }),
      { type: 'message_removal', reason: '12 messages removed' },
    ],
    [
      'what another bot did with our mark in the reason',
      entry(22, { reason: `x ${OWN}` }),
      { type: 'ban', reason: `x ${OWN}` },
    ],
    ['what Docket did and has no record of', entry(22, { user_id: BOT }), { type: 'ban', decidedBy: BOT }],
  ])('sees %s', (_what, given, expected) => {
    expect(seenIn(given, BOT)).toEqual({
      kind: 'action',
      action: expect.objectContaining({
        externalId: `audit:${ID}`,
        subjectId: KIM,
        decidedBy: MOD,
        at: AT,
        ...expected,
      }) as unknown,
    });
  });

  it.each([
    ['an unban', entry(23), 'ban'],
    ['the end of a timeout', entry(24, until()), 'timeout'],
    ['a timeout that ends in the past', entry(24, until('2026-08-01T11:00:00Z')), 'timeout'],
  ])('sees %s', (_what, given, type) => {
    expect(seenIn(given, BOT)).toEqual({
      kind: 'reversal',
      reversal: { type, subjectId: KIM, at: AT, entryId: ID },
    });
  });

  it('knows of a timeout by AutoMod that no person decided it', () => {
    const given = entry(145, { options: { auto_moderation_rule_name: 'No scams' } });
    expect(seenIn(given, BOT)).toMatchObject({
      kind: 'automod_timeout',
      action: { reason: 'AutoMod: No scams', decidedBy: null, carriedOutBy: 'automod' },
    });
  });

  it.each([
    ['a nickname', entry(24, { changes: [{ key: 'nick', new_value: 'x' }] })],
    ['a role', entry(25)],
    ['a channel', entry(12)],
    ['something without a target', entry(22, { target_id: null })],
    ['what Docket did and knows', entry(22, { user_id: BOT, reason: `Scams ${OWN}` })],
  ])('sees nothing in %s', (_what, given) => {
    expect(seenIn(given, BOT)).toBeNull();
  });
});

describe('namedIn', () => {
  it('names whom the reason names, unless they made the entry themselves', () => {
    expect(namedIn(entry(22, { reason: `by <@${MOD}>`, user_id: BOT }))).toBe(MOD);
    expect(namedIn(entry(22, { reason: `by <@${MOD}>` }))).toBeNull();
    expect(namedIn(entry(22))).toBeNull();
  });
});
