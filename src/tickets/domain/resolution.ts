import { APPEAL_OUTCOMES, type Outcome } from '#kernel';
import { actionFact, actionsProblem, type Problem } from './acting.js';
import type { CommandOf } from './commands.js';
import { usesWaiver } from './authority.js';
import { changed, type Fact, type Patch } from './change.js';
import { allowedOutcomes } from './lane.js';
import { NO_OWNER } from './lease.js';
import { LIMITS } from './limits.js';
import { refuse } from './refusals.js';
import { textProblem } from './text.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';
import { NOT_WAITING } from './waiting.js';

const DAY_MS = 86_400_000;

/** Outcomes that come with an enforcement; an appeal's may replace the one it judged. */
const WITH_ACTIONS: readonly Outcome[] = ['actioned', 'overturned', 'reduced'];

/** What every resolution sets; only a person's decision holds against automation (I11). */
export function resolved(outcome: Outcome, reason: string, ctx: TransitionContext): Patch {
  const holdMs = ctx.policy.decisionHoldDays * DAY_MS;
  return {
    status: 'resolved',
    outcome,
    resolutionReason: reason,
    resolvedByType: ctx.actor.type,
    resolvedById: ctx.actor.id,
    resolvedAt: ctx.now,
    decisionExpiresAt: ctx.actor.type === 'user' ? new Date(ctx.now.getTime() + holdMs) : null,
    ...NO_OWNER,
    ...NOT_WAITING,
  };
}

export function resolve(
  ticket: Ticket,
  command: CommandOf<'resolve'>,
  ctx: TransitionContext,
): TransitionResult {
  const problem = resolveProblem(ticket, command);
  if (problem !== null) {
    return refuse(ticket, ctx, 'invalid', problem.code, problem.message, {
      allowedOutcomes: [...allowedOutcomes(ticket)],
    });
  }
  const { outcome, reason, actions } = command;
  const waiver = usesWaiver(command, ctx) ? command.waiver : null;
  const facts: Fact[] = [
    {
      type: 'ticket.resolved',
      reason,
      payload: {
        stream: ticket.stream,
        status: 'resolved',
        outcome,
        actions: actions.length,
        ownerId: ticket.ownerId ?? undefined,
      },
    },
    ...actions.map((action) => actionFact(action, ctx)),
  ];
  if (waiver !== null) {
    facts.push({ type: 'ticket.waiver_recorded', reason: waiver, payload: { outcome } });
  }
  return changed(ticket, { ...resolved(outcome, reason, ctx), waiverReason: waiver }, facts, ctx);
}

function resolveProblem(ticket: Ticket, command: CommandOf<'resolve'>): Problem | null {
  const { outcome, actions, waiver } = command;
  if (!allowedOutcomes(ticket).includes(outcome)) {
    const isForAppeals = APPEAL_OUTCOMES.some((appeal) => appeal === outcome);
    const message = isForAppeals
      ? `Only an appeal can be ${outcome}. Choose an outcome that fits this ticket.`
      : `An appeal cannot be closed as ${outcome}. Say what becomes of the decision it contests.`;
    return { code: 'wrong_outcome', message };
  }
  const badReason = textProblem(command.reason, LIMITS.reason);
  if (badReason !== null) return { code: 'bad_reason', message: `The reason ${badReason}.` };
  const badWaiver = waiver === null ? null : textProblem(waiver, LIMITS.reason);
  if (badWaiver !== null) return { code: 'bad_waiver', message: `The waiver ${badWaiver}.` };
  if (actions.length > 0 && !WITH_ACTIONS.includes(outcome)) {
    const message = `Actions go with the outcomes ${WITH_ACTIONS.join(', ')}. Leave them out, or change the outcome.`;
    return { code: 'actions_need_outcome', message };
  }
  return actionsProblem(actions);
}
