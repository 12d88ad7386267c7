import { describe, expect, it } from '@jest/globals';
import { ROLES, SCOPES, type Actor, type Role, type Scope } from '#kernel';
import { mayGive, type Grant } from './grant.js';

const user = (role: Role): Actor => ({ type: 'user', id: '100000000000000007', role });
const service = (...scopes: Scope[]): Actor => ({ type: 'service', id: 't', scopes });
const role = (role: Role): Grant => ({ kind: 'user', userId: '100000000000000008', role });
const scopes = (...scopes: Scope[]): Grant => ({ kind: 'service', scopes });

describe('mayGive', () => {
  it.each(ROLES)('lets an admin give the role %s', (given) => {
    expect(mayGive(user('admin'), role(given))).toBe(true);
  });

  it('lets an admin and the administrator give every scope', () => {
    expect(mayGive(user('admin'), scopes(...SCOPES))).toBe(true);
    expect(mayGive(service(...SCOPES), scopes(...SCOPES))).toBe(true);
    expect(mayGive(service(...SCOPES), role('admin'))).toBe(true);
  });

  it.each<[string, Actor, Grant]>([
    ['a senior an admin', user('senior'), role('admin')],
    ['a moderator a senior', user('moderator'), role('senior')],
    ['a moderator the guild', user('moderator'), scopes('guild:admin')],
    ['a senior the writing of signals', user('senior'), scopes('tickets:read', 'signals:write')],
    ['a service what it lacks', service('guild:admin'), scopes('tickets:read')],
    ['a service a role above it', service('guild:admin', 'tickets:read'), role('moderator')],
    ['a service an admin', service('tickets:read', 'tickets:write', 'guild:admin'), role('admin')],
    ['a source anything', { type: 'source', id: 's' }, role('member')],
    ['Docket itself anything', { type: 'system', id: 'sweep' }, role('member')],
  ])('does not let %s', (_what, actor, grant) => {
    expect(mayGive(actor, grant)).toBe(false);
  });

  it.each<[string, Actor, Grant]>([
    ['a moderator their like', user('moderator'), role('moderator')],
    ['a moderator what moderators do', user('moderator'), scopes('tickets:read', 'tickets:write')],
    ['a service what it holds', service('guild:admin', 'tickets:read'), scopes('tickets:read')],
    ['a service a role it could do the work of', service('tickets:read', 'tickets:write'), role('senior')],
  ])('lets %s', (_what, actor, grant) => {
    expect(mayGive(actor, grant)).toBe(true);
  });
});
