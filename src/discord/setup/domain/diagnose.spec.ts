import { describe, expect, it } from '@jest/globals';
import { withDefaults, type GuildMapping } from '../../mapping/domain/guild-mapping.js';
import { diagnose } from './diagnose.js';
import type { GuildCondition } from './guild-condition.js';
import { ALL_NEEDED, bitOf, inviteLink, NEEDED_PERMISSIONS } from './needed-permissions.js';

const VIEW = '1024';
const STAFF_ONLY = [{ id: '1', type: 0, allow: '0', deny: VIEW }];
const channelFor = (id: string, roleId: string) => ({
  id,
  name: `channel-${id}`,
  overwrites: [
    ...STAFF_ONLY,
    { id: '50', type: 0, allow: VIEW, deny: '0' },
    { id: roleId, type: 0, allow: VIEW, deny: '0' },
  ],
});
const role = (id: string, position: number, permissions = '0', mentionable = false) => ({
  id,
  name: `role-${id}`,
  permissions,
  position,
  mentionable,
});

const GUILD: GuildCondition['guild'] = {
  id: '1',
  ownerId: '9',
  roles: [role('1', 0, VIEW), role('10', 1), role('20', 2), role('30', 3), role('50', 4, String(ALL_NEEDED))],
  channels: [
    channelFor('100', '10'),
    channelFor('101', '20'),
    channelFor('102', '20'),
    channelFor('103', '10'),
    channelFor('104', '30'),
    { id: '105', name: 'help', overwrites: [] },
  ],
};
const MAPPING = withDefaults({
  channels: { review: '100', escalation: '101', appeal: '102', support: '103' },
  restrictedChannelId: '104',
  memberChannelId: '105',
  roles: { moderator: ['10'], senior: ['20'], admin: ['30'] },
  pageRoleId: '20',
});
const HEALTHY: GuildCondition = {
  guild: GUILD,
  bot: { userId: '5', roleIds: ['50'], timedOut: false },
  mapping: MAPPING,
  missingIntents: [],
  activeThreads: 10,
  hasLogChannels: false,
  refusedCards: 0,
};
const without = (name: (typeof NEEDED_PERMISSIONS)[number]['name']): Partial<GuildCondition> => ({
  guild: {
    ...GUILD,
    roles: GUILD.roles.map((one) =>
      one.id === '50' ? { ...one, permissions: String(ALL_NEEDED & ~bitOf({ name })) } : one,
    ),
  },
});
const mapped = (over: Partial<GuildMapping>): Partial<GuildCondition> => ({
  mapping: { ...MAPPING, ...over },
});

describe('diagnose', () => {
  it('finds nothing where all is well', () => {
    expect(diagnose(HEALTHY)).toEqual([]);
  });

  it.each<[string, Partial<GuildCondition>, string[]]>([
    ['nothing is set up', { mapping: null }, ['not_set_up']],
    ['no bans', without('BanMembers'), ['missing_permission']],
    ['no audit log', without('ViewAuditLog'), ['missing_permission']],
    [
      'no embeds in any channel',
      without('EmbedLinks'),
      Array.from({ length: 6 }, () => 'missing_channel_permission'),
    ],
    ['no content', { missingIntents: ['MessageContent'] }, ['missing_intent']],
    ['no members', { missingIntents: ['GuildMembers'] }, ['missing_intent']],
    ['a stream without a channel', mapped({ channels: { review: '100' } }), Array(3).fill('no_channel')],
    ['no restricted channel', mapped({ restrictedChannelId: null }), ['no_restricted_channel']],
    ['no channel for members', mapped({ memberChannelId: null }), ['no_member_channel']],
    ['a channel that is gone', mapped({ restrictedChannelId: '999' }), ['channel_gone']],
    [
      'an open staff channel',
      mapped({ channels: { ...MAPPING.channels, review: '105' } }),
      ['open_staff_channel'],
    ],
    ['a restricted channel for all', mapped({ restrictedChannelId: '100' }), ['restricted_channel_seen']],
    ['a deleted role', mapped({ roles: { ...MAPPING.roles, senior: ['77'] } }), ['role_gone']],
    [
      'everyone as staff',
      mapped({ roles: { moderator: ['1'], senior: [], admin: [] }, restrictedChannelId: '104' }),
      ['everyone_is_staff'],
    ],
    ['no staff roles', mapped({ roles: { moderator: [], senior: [], admin: [] } }), ['no_staff_roles']],
    ['nobody to page', mapped({ pageRoleId: null }), ['no_page_role']],
    ['a page that pings nobody', without('MentionEveryone'), ['page_role_silent']],
    ['a deleted page role', mapped({ pageRoleId: '77' }), ['page_role_silent']],
    ['a bot that is timed out', { bot: { ...HEALTHY.bot, timedOut: true } }, ['timed_out']],
    ['many threads', { activeThreads: 950 }, ['thread_headroom']],
    ['refused cards', { refusedCards: 3 }, ['cards_refused']],
    [
      'a bot at the bottom',
      {
        guild: {
          ...GUILD,
          roles: GUILD.roles.map((one) => (one.id === '50' ? { ...one, position: 1 } : one)),
        },
      },
      ['role_too_low'],
    ],
  ])('%s', (_what, over, codes) => {
    const found = diagnose({ ...HEALTHY, ...over });
    expect(found.map(({ code }) => code)).toEqual(codes);
    for (const { problem, fix } of found) {
      expect(problem).toMatch(/\.$/);
      expect(fix).toMatch(/\.$/);
    }
  });

  it('tells what is broken first', () => {
    const found = diagnose({
      ...HEALTHY,
      ...mapped({ pageRoleId: '77', restrictedChannelId: '100' }),
      missingIntents: ['GuildMembers'],
    });
    expect(found.map(({ severity }) => severity)).toEqual(['broken', 'risk', 'limited']);
  });

  it('takes log channels that cannot be read for broken', () => {
    const [found] = diagnose({ ...HEALTHY, missingIntents: ['MessageContent'], hasLogChannels: true });
    expect(found?.severity).toBe('broken');
  });
});

describe('inviteLink', () => {
  it('asks for what is used, and not for Administrator', () => {
    const link = new URL(inviteLink('https://discord.com/api', '42'));
    expect(`${link.origin}${link.pathname}`).toBe('https://discord.com/oauth2/authorize');
    const asked = BigInt(link.searchParams.get('permissions') ?? '0');
    expect(asked).toBe(ALL_NEEDED);
    expect(asked & 8n).toBe(0n);
  });
});
