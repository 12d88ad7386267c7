import { describe, expect, it } from '@jest/globals';
import { auditReason } from './audit-reason.js';

const ID = '019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11';
const decided = {
  id: ID,
  ticketNumber: 1042,
  requestedBy: '123456789012345678',
  reason: 'Threats\nin  DMs.',
};

describe('auditReason', () => {
  it('says which ticket, who and why, on one line', () => {
    expect(auditReason(decided, null)).toBe(
      `Docket #1042 by 123456789012345678: Threats in DMs. [docket:${ID}]`,
    );
  });

  it('is never longer than Discord takes, and keeps its id and link', () => {
    const link = 'https://discord.com/channels/1234567890123456789/1234567890123456789/1234567890123456789';
    const text = auditReason({ ...decided, reason: '😀'.repeat(600) }, link);
    expect(text.length).toBeLessThanOrEqual(512);
    expect(text).toMatch(new RegExp(`… \\[docket:${ID}\\] ${link}$`));
    expect(text.isWellFormed()).toBe(true);
  });
});
