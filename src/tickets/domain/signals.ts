import type { JsonObject } from '#kernel';
import type { Explanation, Threshold } from '#triage';
import type { CommandOf } from './commands.js';
import { changed, type Fact, type Patch } from './change.js';
import { activeStatus, isHigher } from './lane.js';
import { NO_OWNER } from './lease.js';
import { LIMITS } from './limits.js';
import { shownRule } from './opening.js';
import { reweighed } from './priority.js';
import { pullOf, thresholdSentence, type Pull } from './pull.js';
import { refuse } from './refusals.js';
import { mergedElsewhere, reopenedFact, reopenedIn } from './reopening.js';
import { isFromMember, settledAnswer, type DropReason } from './settled.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';
import { awake, NOT_WAITING, wokenFact } from './waiting.js';

type AddSignal = CommandOf<'addSignal'>;

/** A signal about what is already a ticket: it joins, and may raise, move, wake or reopen it. */
export function addSignal(ticket: Ticket, command: AddSignal, ctx: TransitionContext): TransitionResult {
  if (ticket.mergedIntoId !== null) return refuse(ticket, ctx, ...mergedElsewhere(ticket));
  return ticket.status === 'resolved' ? addToResolved(ticket, command, ctx) : join(ticket, command, ctx);
}

function join(ticket: Ticket, command: AddSignal, ctx: TransitionContext): TransitionResult {
  const patch = counted(ticket, command, ctx);
  const added = addedFact(ticket, command, patch);
  const pull = pullOf(command);
  if (isHigher(pull.stream, ticket.stream)) {
    const moved: Patch = {
      ...patch,
      ...NO_OWNER,
      ...NOT_WAITING,
      stream: pull.stream,
      status: activeStatus(pull.stream),
      explanation: explainedAnew(ticket, command, pull.threshold),
    };
    return changed(ticket, moved, [added, escalatedFact(ticket, pull)], ctx);
  }
  if (ticket.status === 'waiting' && isFromMember(command.signal)) {
    return changed(ticket, { ...patch, ...awake(ticket) }, [added, wokenFact(ticket, 'signal')], ctx);
  }
  return changed(ticket, patch, [added], ctx);
}

function addToResolved(ticket: Ticket, command: AddSignal, ctx: TransitionContext): TransitionResult {
  const patch = counted(ticket, command, ctx);
  const answer = settledAnswer(ticket, command, ctx.now);
  switch (answer.kind) {
    case 'count':
      return changed(ticket, patch, [addedFact(ticket, command, patch)], ctx);
    case 'drop': {
      const dropped = { ...patch, droppedCount: ticket.droppedCount + 1 };
      return changed(ticket, dropped, [droppedFact(ticket, command, answer.why)], ctx);
    }
    case 'reopen': {
      const { stream, cause, threshold } = answer;
      const explanation = explainedAnew(ticket, command, threshold);
      const facts = [addedFact(ticket, command, patch), reopenedFact(ticket, stream, cause)];
      return changed(ticket, { ...patch, ...reopenedIn(stream), explanation }, facts, ctx);
    }
    default:
      return answer satisfies never;
  }
}

/** Every signal counts, dropped ones too: it lies on the ticket and is seen there. */
function counted(ticket: Ticket, { signal, decision, newReporter }: AddSignal, ctx: TransitionContext) {
  const reporterCount = ticket.reporterCount + (newReporter ? 1 : 0);
  return {
    ...reweighed(ticket, decision.parts, ctx.reporterPart(reporterCount)),
    signalCount: ticket.signalCount + 1,
    reporterCount,
    lastSignalAt: signal.receivedAt > ticket.lastSignalAt ? signal.receivedAt : ticket.lastSignalAt,
    tags: [...new Set([...ticket.tags, ...decision.tags])].slice(0, LIMITS.tags),
  };
}

/** Why it stands where it stands now (I15): the rule whose decision or threshold moved it. */
function explainedAnew(ticket: Ticket, { decision }: AddSignal, threshold: Threshold | null): Explanation {
  const { explanation } = decision;
  const reasons =
    threshold === null ? explanation.reasons : [...explanation.reasons, thresholdSentence(threshold)];
  return {
    ...explanation,
    reasons: reasons.slice(-LIMITS.reasons),
    heldOut: explanation.heldOut || ticket.explanation.heldOut,
  };
}

function signalPayload({ signal, decision }: AddSignal): JsonObject {
  return {
    signalId: signal.id,
    sourceId: signal.sourceId,
    kind: signal.kind,
    rule: shownRule(decision.explanation),
  };
}

function addedFact(ticket: Ticket, command: AddSignal, patch: ReturnType<typeof counted>): Fact {
  const { signalCount, reporterCount, priority } = patch;
  return {
    type: 'ticket.signal_added',
    payload: {
      ...signalPayload(command),
      signalCount,
      reporterCount,
      priority,
      previousPriority: priority === ticket.priority ? undefined : ticket.priority,
    },
  };
}

function droppedFact(ticket: Ticket, command: AddSignal, why: DropReason): Fact {
  return {
    type: 'ticket.signal_dropped',
    payload: {
      ...signalPayload(command),
      why,
      outcome: ticket.outcome,
      decidedBy: ticket.resolvedById,
      decisionExpiresAt: ticket.decisionExpiresAt?.toISOString() ?? null,
    },
  };
}

function escalatedFact(ticket: Ticket, { stream, threshold }: Pull): Fact {
  return {
    type: 'ticket.escalated',
    reason: threshold === null ? null : thresholdSentence(threshold),
    payload: {
      fromStream: ticket.stream,
      stream,
      status: activeStatus(stream),
      cause: threshold === null ? 'decision' : 'threshold',
      previousOwnerId: ticket.ownerId ?? undefined,
    },
  };
}
