import type { JsonObject } from '#kernel';
import type { FoundEnforcement } from '../db/enforcement.store.js';

/** What was ordered and how far it is. */
export function presentEnforcement(enforcement: FoundEnforcement): JsonObject {
  const { id, type, subjectId, reason, durationSeconds, toldMember } = enforcement;
  return {
    id,
    type,
    subjectId,
    reason,
    durationSeconds,
    state: enforcement.state === 'done' ? 'done' : 'pending',
    toldMember,
  };
}
