import { describe, expect, it } from '@jest/globals';
import { EMPTY_MAPPING, withDefaults } from '../../mapping/domain/guild-mapping.js';
import { CHANNEL_USES, mapChannel, mappedChannel, planChannels, rolesThatSee } from './plan-channels.js';

const MAPPING = withDefaults({
  channels: { review: '10' },
  roles: { moderator: ['1'], senior: ['2'], admin: ['3'] },
});

describe('planChannels', () => {
  it('keeps what is mapped, takes what has the name, and makes the rest', () => {
    const present = [
      { id: '10', name: 'our-reviews', parentId: null },
      { id: '50', name: 'Docket', parentId: null },
      { id: '51', name: 'docket-appeals', parentId: '50' },
      { id: '52', name: 'docket-support', parentId: null },
    ];
    expect(planChannels(MAPPING, present)).toEqual([
      { use: 'review', channelId: '10', isMapped: true },
      { use: 'escalation', channelId: null, isMapped: false },
      { use: 'appeal', channelId: '51', isMapped: false },
      { use: 'support', channelId: null, isMapped: false },
      { use: 'restricted', channelId: null, isMapped: false },
      { use: 'members', channelId: null, isMapped: false },
    ]);
  });

  it('does not keep what was deleted', () => {
    expect(planChannels(MAPPING, [])[0]).toEqual({ use: 'review', channelId: null, isMapped: false });
  });
});

describe('mapChannel', () => {
  it.each(CHANNEL_USES.map((use) => [use]))('%s is read back', (use) => {
    const mapping = withDefaults({ ...MAPPING, ...mapChannel(MAPPING, use, '99') });
    expect(mappedChannel(mapping, use)).toBe('99');
    expect(mappedChannel(EMPTY_MAPPING, use)).toBeNull();
    if (use !== 'review') expect(mapping.channels.review).toBe('10');
  });
});

describe('rolesThatSee', () => {
  it.each([
    ['review', ['1', '2', '3']],
    ['support', ['1', '2', '3']],
    ['escalation', ['2', '3']],
    ['appeal', ['2', '3']],
    ['restricted', ['3']],
    ['members', null],
  ] as const)('%s', (use, roles) => {
    expect(rolesThatSee(MAPPING, use)).toEqual(roles);
  });
});
