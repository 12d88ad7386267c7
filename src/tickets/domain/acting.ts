import type { ActionTaken, CommandOf } from './commands.js';
import { changed, type Fact } from './change.js';
import { LIMITS } from './limits.js';
import { refuse } from './refusals.js';
import { textProblem } from './text.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

export interface Problem {
  readonly code: string;
  readonly message: string;
}

/** Records an enforcement and leaves the ticket as it stands. */
export function act(
  ticket: Ticket,
  { action }: CommandOf<'act' | 'recordAction'>,
  ctx: TransitionContext,
): TransitionResult {
  const problem = actionsProblem([action]);
  if (problem !== null) return refuse(ticket, ctx, 'invalid', problem.code, problem.message);
  return changed(ticket, {}, [actionFact(action, ctx)], ctx);
}

export function actionFact(action: ActionTaken, ctx: TransitionContext): Fact {
  return {
    type: 'ticket.action_recorded',
    reason: action.reason,
    payload: {
      actionId: action.id,
      actionType: action.type,
      subjectId: action.subjectId,
      durationSeconds: action.durationSeconds,
      decidedBy: ctx.actor.id,
      carriedOutBy: action.carriedOutBy,
      toldMember: action.toldMember,
    },
  };
}

export function actionsProblem(actions: readonly ActionTaken[]): Problem | null {
  if (actions.length > LIMITS.actions) {
    return { code: 'too_many_actions', message: `Record at most ${LIMITS.actions} actions at once.` };
  }
  if (new Set(actions.map((action) => action.id)).size < actions.length) {
    return { code: 'bad_action', message: 'Each action needs an id of its own.' };
  }
  for (const { reason, durationSeconds } of actions) {
    const badReason = reason === null ? null : textProblem(reason, LIMITS.reason);
    if (badReason !== null) return { code: 'bad_action', message: `The reason of an action ${badReason}.` };
    if (durationSeconds !== null && !isDuration(durationSeconds)) {
      const message = 'The duration of an action must be whole seconds, up to ten years.';
      return { code: 'bad_action', message };
    }
  }
  return null;
}

function isDuration(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= LIMITS.durationSeconds;
}
