import { describe, expect, it } from '@jest/globals';
import { decide, defaultRuleSet, type Features, type Signal } from '../index.js';

const AT = new Date('2026-08-01T12:00:00.000Z');
const FEATURES: Features = {
  sourceTrust: 0.8,
  reporterAccuracy: null,
  subjectActions: 0,
  subjectIsStaff: false,
  contests: null,
};

function signal(changes: Partial<Signal>): Signal {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    guildId: '100000000000000001',
    sourceId: '100000000000000002',
    externalId: null,
    kind: 'flag',
    category: 'other',
    severity: 'medium',
    confidence: 1,
    subject: { type: 'user', id: '100000000000000003', name: 'mallory' },
    reporter: null,
    text: '',
    channelId: null,
    messageId: null,
    links: [],
    attachments: [],
    occurredAt: AT,
    receivedAt: AT,
    correlationKey: null,
    data: {},
    ...changes,
  };
}

describe('decide with the default rules', () => {
  it.each<[string, Partial<Signal>, Partial<Features>, string]>([
    ['confirmed spam', { category: 'spam', severity: 'low' }, {}, 'auto_resolve'],
    ['a report', { kind: 'report', category: 'spam' }, {}, 'review'],
    ['a report about staff', { kind: 'report' }, { subjectIsStaff: true }, 'escalation'],
    ['an appeal', { kind: 'appeal', category: 'appeal' }, {}, 'appeal'],
    ['a request', { kind: 'request', category: 'support' }, {}, 'support'],
  ])('%s', (_name, changes, features, stream) => {
    expect(decide(signal(changes), { ...FEATURES, ...features }, defaultRuleSet()).stream).toBe(stream);
  });
});
