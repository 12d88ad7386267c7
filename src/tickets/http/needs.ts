import type { Needs } from '#staff';

export const READ: Needs = {
  role: 'moderator',
  scopes: ['tickets:read', 'tickets:write', 'guild:admin'],
};
export const WORK: Needs = { role: 'moderator', scopes: ['tickets:write', 'guild:admin'] };
