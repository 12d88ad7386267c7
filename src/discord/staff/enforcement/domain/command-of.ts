import type { ActionTaken, CommandOf } from '#tickets';
import type { Enforcement } from './enforcement.js';

/** The action that an enforcement becomes, under its id. */
export function actionOf(
  { id, type, subjectId, reason, durationSeconds }: Enforcement,
  toldMember: boolean | null,
): ActionTaken {
  return {
    id,
    type,
    subjectId,
    reason,
    durationSeconds,
    carriedOutBy: null,
    ...(toldMember !== null && { toldMember }),
  };
}

/** What a moderator does to the ticket with it: resolve it so, or act and go on. */
export function commandOf(
  enforcement: Enforcement,
  toldMember: boolean | null = null,
): CommandOf<'act' | 'resolve'> {
  const action = actionOf(enforcement, toldMember);
  const { outcome, reason } = enforcement;
  return outcome === null
    ? { type: 'act', action }
    : { type: 'resolve', outcome, reason, actions: [action], waiver: null };
}
