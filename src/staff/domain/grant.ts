import { roleAtLeast, SCOPES, type Actor, type Role, type Scope } from '#kernel';

/** What a token lets its bearer do: act as a person with a role, or as a service with scopes. */
export type Grant =
  | { readonly kind: 'user'; readonly userId: string; readonly role: Role }
  | { readonly kind: 'service'; readonly scopes: readonly Scope[] };

/** What a role amounts to in scopes. */
const SCOPES_OF_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  member: [],
  moderator: ['tickets:read', 'tickets:write'],
  senior: ['tickets:read', 'tickets:write'],
  admin: SCOPES,
};

/** Nobody gives more than they hold. */
export function mayGive(actor: Actor, grant: Grant): boolean {
  switch (actor.type) {
    case 'user':
      return grant.kind === 'user'
        ? roleAtLeast(actor.role, grant.role)
        : includesAll(SCOPES_OF_ROLE[actor.role], grant.scopes);
    case 'service':
      return includesAll(actor.scopes, grant.kind === 'user' ? SCOPES_OF_ROLE[grant.role] : grant.scopes);
    case 'source':
    case 'system':
      return false;
    default:
      return actor satisfies never;
  }
}

function includesAll(held: readonly Scope[], wanted: readonly Scope[]): boolean {
  return wanted.every((scope) => held.includes(scope));
}
