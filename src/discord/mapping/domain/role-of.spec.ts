import { describe, expect, it } from '@jest/globals';
import { EMPTY_MAPPING, withDefaults } from './guild-mapping.js';
import { roleOf } from './role-of.js';

const MAPPING = withDefaults({ roles: { moderator: ['10', '11'], senior: ['20'], admin: ['30'] } });

describe('roleOf', () => {
  it.each([
    ['nobody in particular', [], false, 'member'],
    ['another role', ['99'], false, 'member'],
    ['a moderator', ['99', '11'], false, 'moderator'],
    ['the strongest of several', ['10', '20'], false, 'senior'],
    ['an admin', ['30', '10'], false, 'admin'],
    ['who administrates', [], true, 'admin'],
  ])('%s', (_who, roleIds, administrates, role) => {
    expect(roleOf({ roleIds, administrates }, MAPPING)).toBe(role);
  });

  it('knows only who administrates while nothing is set up', () => {
    expect(roleOf({ roleIds: ['10'], administrates: false }, EMPTY_MAPPING)).toBe('member');
    expect(roleOf({ roleIds: [], administrates: true }, EMPTY_MAPPING)).toBe('admin');
  });
});
