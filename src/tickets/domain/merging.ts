import type { CommandOf, MergeTarget } from './commands.js';
import { changed } from './change.js';
import { laneOf } from './lane.js';
import { LIMITS } from './limits.js';
import { reweighed } from './priority.js';
import { refuse } from './refusals.js';
import { resolved } from './resolution.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

/** Resolves this ticket as a duplicate. What is decided is decided on the other, so nothing holds here. */
export function merge(ticket: Ticket, command: CommandOf<'merge'>, ctx: TransitionContext): TransitionResult {
  const { into } = command;
  const problem = mergeProblem(ticket, into);
  if (problem !== null) {
    return refuse(ticket, ctx, 'conflict', problem.code, problem.message, {
      intoId: into.id,
      intoNumber: into.number,
      intoStream: into.stream,
    });
  }
  const payload = {
    intoId: into.id,
    intoNumber: into.number,
    stream: ticket.stream,
    status: 'resolved',
    outcome: 'duplicate',
  };
  return changed(
    ticket,
    {
      ...resolved('duplicate', `Merged into #${into.number}.`, ctx),
      decisionExpiresAt: null,
      mergedIntoId: into.id,
    },
    [
      { type: 'ticket.merged', payload },
      { type: 'ticket.resolved', payload: { ...payload, actions: 0, ownerId: ticket.ownerId ?? undefined } },
    ],
    ctx,
  );
}

function mergeProblem(ticket: Ticket, into: MergeTarget): { code: string; message: string } | null {
  if (into.id === ticket.id) {
    return { code: 'merge_into_itself', message: 'A ticket cannot be merged into itself. Name another.' };
  }
  if (laneOf(ticket) !== laneOf(into)) {
    const message =
      'Appeals, requests and incidents are decided by different rules. Merge tickets of one kind only.';
    return { code: 'merge_across_kinds', message };
  }
  const sameContest =
    ticket.contestsActionId === into.contestsActionId && ticket.contestsTicketId === into.contestsTicketId;
  if (!sameContest) {
    const message = 'These appeals contest different decisions. Decide each of them by itself.';
    return { code: 'merge_across_appeals', message };
  }
  if (ticket.stream === 'escalation' && into.stream !== 'escalation') {
    const message = 'This ticket is escalated and the other is not. Merge the other one into this.';
    return { code: 'merge_would_lower', message };
  }
  return null;
}

/** The other side of a merge: at least as urgent as either was. */
export function absorb(
  ticket: Ticket,
  command: CommandOf<'absorb'>,
  ctx: TransitionContext,
): TransitionResult {
  const { from, reporters } = command;
  const reporterCount = ticket.reporterCount + reporters;
  const patch = {
    ...reweighed(ticket, from.priorityParts, ctx.reporterPart(reporterCount)),
    signalCount: ticket.signalCount + from.signalCount,
    droppedCount: ticket.droppedCount + from.droppedCount,
    reporterCount,
    lastSignalAt: from.lastSignalAt > ticket.lastSignalAt ? from.lastSignalAt : ticket.lastSignalAt,
    tags: [...new Set([...ticket.tags, ...from.tags])].slice(0, LIMITS.tags),
  };
  const { signalCount, priority } = patch;
  const payload = { fromId: from.id, fromNumber: from.number, signalCount, reporterCount, priority };
  return changed(ticket, patch, [{ type: 'ticket.merged', payload }], ctx);
}
