import type { MemberAction, MemberAppeal } from '#tickets';
import type { AppealRules } from '../../../mapping/domain/member-settings.js';

export type Refusal =
  | { readonly why: 'reversed' | 'too_late' | 'no_attempts_left' }
  | { readonly why: 'under_appeal'; readonly number: number }
  | { readonly why: 'too_soon'; readonly again: Date };

export interface Appealable {
  readonly action: MemberAction;
  /** Which attempt this would be, from 1. */
  readonly attempt: number;
  /** Null: it can be appealed. */
  readonly refusal: Refusal | null;
}

const DAY_MS = 86_400_000;

/** What of a member's actions can be appealed now, and why the rest cannot; in the order of the actions. */
export function appealable(
  actions: readonly MemberAction[],
  appeals: readonly MemberAppeal[],
  now: Date,
  rules: AppealRules,
): Appealable[] {
  return actions.map((action) => {
    // What the member took back was not decided, so it was no attempt.
    const made = appeals.filter(({ actionId, outcome }) => actionId === action.id && outcome !== 'withdrawn');
    return { action, attempt: made.length + 1, refusal: refusalOf(action, made, now, rules) };
  });
}

function refusalOf(
  { at, reversedAt }: MemberAction,
  made: readonly MemberAppeal[],
  now: Date,
  { windowDays, attempts, cooldownDays }: AppealRules,
): Refusal | null {
  if (reversedAt !== null) return { why: 'reversed' };
  const open = made.find(({ status }) => status !== 'resolved');
  if (open !== undefined) return { why: 'under_appeal', number: open.number };
  if (now.getTime() - at.getTime() > windowDays * DAY_MS) return { why: 'too_late' };
  if (made.length >= attempts) return { why: 'no_attempts_left' };
  const last = Math.max(...made.map(({ resolvedAt }) => resolvedAt?.getTime() ?? 0));
  const again = new Date(last + cooldownDays * DAY_MS);
  return made.length > 0 && again > now ? { why: 'too_soon', again } : null;
}
