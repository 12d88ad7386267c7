import { roleAtLeast, type Actor, type Role, type Scope } from '#kernel';

/** A person needs at least this role; a service one of these scopes. */
export interface Needs {
  readonly role: Role;
  readonly scopes: readonly Scope[];
}

/** Whether the credential may do it; whether it may touch this very row is asked elsewhere. */
export function meets(actor: Actor, needs: Needs): boolean {
  switch (actor.type) {
    case 'user':
      return roleAtLeast(actor.role, needs.role);
    case 'service':
      return needs.scopes.some((scope) => actor.scopes.includes(scope));
    case 'source':
    case 'system':
      return false;
    default:
      return actor satisfies never;
  }
}
