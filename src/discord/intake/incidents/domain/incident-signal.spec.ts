import { describe, expect, it } from '@jest/globals';
import { incidentSignal } from './incident-signal.js';

const MESSAGE = {
  id: '1400000000000000001',
  channel_id: '300000000000000001',
  author: { id: '210000000000000001', username: 'wren' },
};

describe('incidentSignal', () => {
  it.each([
    ['a raid', 38, 'raid', 'high'],
    ['a false alarm', 39, 'other', 'low'],
  ])('takes %s for news of one incident', (_what, type, category, severity) => {
    expect(incidentSignal({ ...MESSAGE, type }, '100000000000000001')).toMatchObject({
      externalId: 'incident:1400000000000000001',
      category,
      severity,
      subject: { type: 'guild', id: '100000000000000001' },
      correlationKey: 'discord-incident',
    });
  });

  it.each([0, 7, 24, 36, 37])('takes nothing from messages of the type %s', (type) => {
    expect(incidentSignal({ ...MESSAGE, type }, '100000000000000001')).toBeNull();
  });
});
