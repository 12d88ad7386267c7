import type { JsonObject } from '#kernel';
import type { KnownHealth } from '../db/health.store.js';

/** Null for a source that has not been looked at, or is not let in. */
export function presentHealth(health: KnownHealth | undefined): JsonObject | null {
  if (health === undefined) return null;
  const { state, since, explanation, checkedAt } = health;
  return { state, since: since.toISOString(), explanation, checkedAt: checkedAt.toISOString() };
}
