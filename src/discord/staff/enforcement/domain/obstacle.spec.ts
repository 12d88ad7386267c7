import { describe, expect, it } from '@jest/globals';
import type { EnforcedType } from './enforcement.js';
import { obstacleOf } from './obstacle.js';

const ALL_OF_THEM = String((1n << 1n) | (1n << 2n) | (1n << 40n));
const GUILD = {
  id: '1',
  ownerId: '9',
  roles: [
    { id: '1', permissions: '0', position: 0 },
    { id: 'bot', permissions: ALL_OF_THEM, position: 5 },
    { id: 'weak', permissions: '0', position: 6 },
    { id: 'low', permissions: '0', position: 4 },
    { id: 'high', permissions: '0', position: 5 },
    { id: 'admin', permissions: '8', position: 2 },
  ],
};
const BOT = { userId: '5', roleIds: ['bot'] };
const member = (...roleIds: string[]) => ({ userId: '7', roleIds });

describe('obstacleOf', () => {
  it.each<[EnforcedType, ReturnType<typeof member> | null, string | null]>([
    ['ban', member(), null],
    ['kick', member('low'), null],
    ['ban', member('high'), 'target_above_bot'],
    ['timeout', member('admin'), 'target_administrates'],
    ['kick', member('admin'), null],
    ['ban', null, null],
    ['kick', null, 'member_gone'],
    ['timeout', null, 'member_gone'],
    ['warn', null, 'member_gone'],
    ['warn', member('high'), null],
    ['message_removal', null, null],
    ['ban', { userId: '9', roleIds: [] }, 'target_is_owner'],
  ])('%s of %j: %s', (type, target, obstacle) => {
    expect(obstacleOf(type, GUILD, BOT, target)).toBe(obstacle);
  });

  it('is the permission that the bot lacks, whatever its rank', () => {
    expect(obstacleOf('ban', GUILD, { userId: '5', roleIds: ['weak'] }, member())).toBe(
      'bot_lacks_permission',
    );
    expect(obstacleOf('warn', GUILD, { userId: '5', roleIds: ['weak'] }, member())).toBeNull();
  });
});
