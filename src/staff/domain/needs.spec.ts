import { describe, expect, it } from '@jest/globals';
import { ROLES, roleAtLeast, type Actor, type Scope } from '#kernel';
import { meets } from './needs.js';

const NEEDS = { role: 'senior', scopes: ['tickets:read', 'guild:admin'] } as const;
const service = (...scopes: Scope[]): Actor => ({ type: 'service', id: 't', scopes });

describe('meets', () => {
  it.each(ROLES)('asks a person for the role or more: %s', (role) => {
    expect(meets({ type: 'user', id: 'u', role }, NEEDS)).toBe(roleAtLeast(role, 'senior'));
  });

  it('asks a service for one of the scopes', () => {
    expect(meets(service('guild:admin'), NEEDS)).toBe(true);
    expect(meets(service('tickets:read', 'signals:write'), NEEDS)).toBe(true);
    expect(meets(service('tickets:write'), NEEDS)).toBe(false);
    expect(meets(service(), NEEDS)).toBe(false);
    expect(meets(service('guild:admin'), { role: 'member', scopes: [] })).toBe(false);
  });

  it('knows nobody else', () => {
    expect(meets({ type: 'source', id: 's' }, NEEDS)).toBe(false);
    expect(meets({ type: 'system', id: 'sweep' }, NEEDS)).toBe(false);
  });
});
