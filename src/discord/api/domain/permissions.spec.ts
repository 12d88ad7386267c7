import { describe, expect, it } from '@jest/globals';
import {
  channelPermissions,
  guildPermissions,
  has,
  VIEW_CHANNEL,
  type OverwriteFacts,
} from './permissions.js';

const GUILD = {
  id: '1',
  ownerId: '9',
  roles: [
    { id: '1', permissions: String(VIEW_CHANNEL) },
    { id: '2', permissions: '0' },
    { id: '3', permissions: '8' },
    { id: '4', permissions: '2048' },
  ],
};
const VIEW = String(VIEW_CHANNEL);
const hidden = { id: '1', type: 0, allow: '0', deny: VIEW };
const forRole = { id: '2', type: 0, allow: VIEW, deny: '0' };
const notForRole = { id: '4', type: 0, allow: '0', deny: VIEW };
const forMember = { id: '7', type: 1, allow: VIEW, deny: '0' };
const notForMember = { id: '7', type: 1, allow: '0', deny: VIEW };

describe('channelPermissions', () => {
  it.each<[string, OverwriteFacts[], string, string[], boolean]>([
    ['nothing overwritten', [], '7', [], true],
    ['hidden from everyone', [hidden], '7', [], false],
    ['hidden but for a role they have', [hidden, forRole], '7', ['2'], true],
    ['hidden but for a role they have not', [hidden, forRole], '7', ['4'], false],
    ['one role denies and another allows', [notForRole, forRole], '7', ['2', '4'], true],
    ['a role allows and the member is denied', [hidden, forRole, notForMember], '7', ['2'], false],
    ['a role denies and the member is allowed', [notForRole, forMember], '7', ['4'], true],
    ['the overwrite of another member', [hidden, forMember], '8', [], false],
    ['the owner', [hidden], '9', [], true],
    ['an administrator', [hidden, notForMember], '7', ['3'], true],
  ])('%s', (_what, overwrites, userId, roleIds, sees) => {
    expect(has(channelPermissions(GUILD, overwrites, { userId, roleIds }), VIEW_CHANNEL)).toBe(sees);
  });
});

describe('guildPermissions', () => {
  it('adds up the roles', () => {
    expect(guildPermissions(GUILD, { userId: '7', roleIds: ['4'] })).toBe(VIEW_CHANNEL | 2048n);
  });
});
