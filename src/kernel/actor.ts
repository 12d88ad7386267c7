import type { Role, Scope } from './vocabulary.js';

/** Who does something. `system` is Docket itself (a rule, a timer), named by its part. */
export type Actor =
  | { readonly type: 'user'; readonly id: string; readonly role: Role }
  | { readonly type: 'service'; readonly id: string; readonly scopes: readonly Scope[] }
  | { readonly type: 'source'; readonly id: string }
  | { readonly type: 'system'; readonly id: string };

export type ActorType = Actor['type'];

/** The person behind an actor, when there is one: sight (I8) and appeals (I7) are about people. */
export function personOf(actor: Actor): string | null {
  return actor.type === 'user' ? actor.id : null;
}
