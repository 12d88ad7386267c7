import type { CommandOf } from './commands.js';
import { changed, created } from './change.js';
import { activeStatus } from './lane.js';
import { LIMITS } from './limits.js';
import { freshTicket } from './fresh-ticket.js';
import { reweighed } from './priority.js';
import { refuse } from './refusals.js';
import { textProblem } from './text.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

/** Signals leave; at least one stays, or there would be a ticket about nothing. */
export function shed(ticket: Ticket, command: CommandOf<'shed'>, ctx: TransitionContext): TransitionResult {
  const { toId, signalIds, reporters, reason } = command;
  const badReason = textProblem(reason, LIMITS.reason);
  if (badReason !== null) return refuse(ticket, ctx, 'invalid', 'bad_reason', `The reason ${badReason}.`);
  const count = new Set(signalIds).size;
  if (count === 0 || count > LIMITS.splitSignals) {
    const message = `Name between 1 and ${LIMITS.splitSignals} signals to split off.`;
    return refuse(ticket, ctx, 'invalid', 'bad_split', message);
  }
  if (count >= ticket.signalCount) {
    const message = 'A split must leave at least one signal behind. Choose fewer.';
    return refuse(ticket, ctx, 'invalid', 'split_takes_all', message, { signalCount: ticket.signalCount });
  }
  const signalCount = ticket.signalCount - count;
  const reporterCount = Math.max(0, ticket.reporterCount - reporters);
  const droppedCount = Math.min(ticket.droppedCount, signalCount);
  return changed(
    ticket,
    {
      ...reweighed(ticket, ticket.priorityParts, ctx.reporterPart(reporterCount)),
      signalCount,
      reporterCount,
      droppedCount,
    },
    [
      {
        type: 'ticket.split',
        reason,
        payload: { toId, signalIds: [...new Set(signalIds)], signalCount, reporterCount },
      },
    ],
    ctx,
  );
}

/**
 * The new ticket stands where the old one stood and is as urgent, but for its reporters: a split sorts,
 * it does not judge.
 * Nothing joins it by key, for the key is the old ticket's (I3).
 */
export function splitOff(command: CommandOf<'splitOff'>, ctx: TransitionContext): TransitionResult {
  const { from, signals, title, reason } = command;
  const first = signals[0];
  if (first === undefined || signals.length > LIMITS.splitSignals) {
    const message = `Name between 1 and ${LIMITS.splitSignals} signals to split off.`;
    return refuse(null, ctx, 'invalid', 'bad_split', message);
  }
  const problem = textProblem(title, LIMITS.title);
  if (problem !== null) return refuse(null, ctx, 'invalid', 'bad_title', `The title ${problem}.`);
  const badReason = textProblem(reason, LIMITS.reason);
  if (badReason !== null) return refuse(null, ctx, 'invalid', 'bad_reason', `The reason ${badReason}.`);
  if (from.status === 'resolved') {
    const message = 'A resolved ticket is not split. Reopen it first.';
    return refuse(null, ctx, 'conflict', 'illegal_move', message, { fromId: from.id });
  }
  const reporters = new Set(signals.flatMap(({ reporter }) => (reporter === null ? [] : [reporter.id])));
  const { priority, priorityParts } = reweighed(from, from.priorityParts, ctx.reporterPart(reporters.size));
  const ticket = freshTicket({
    guildId: from.guildId,
    id: command.id,
    stream: from.stream,
    status: activeStatus(from.stream),
    kind: first.kind,
    category: first.category,
    title,
    subjectType: first.subject.type,
    subjectId: first.subject.id,
    subjectName: first.subject.name,
    priority,
    priorityParts,
    correlationKey: null,
    fingerprint: null,
    sourceId: first.sourceId,
    tags: from.tags,
    explanation: from.explanation,
    signalCount: signals.length,
    reporterCount: reporters.size,
    lastSignalAt: signals.reduce((last, s) => (s.receivedAt > last ? s.receivedAt : last), first.receivedAt),
    contestsActionId: from.contestsActionId,
    contestsTicketId: from.contestsTicketId,
    openedAt: ctx.now,
    updatedAt: ctx.now,
  });
  const payload = {
    splitFromId: from.id,
    splitFromNumber: from.number,
    kind: ticket.kind,
    category: ticket.category,
    stream: ticket.stream,
    status: ticket.status,
    priority: ticket.priority,
    signalCount: signals.length,
    reporterCount: reporters.size,
  };
  return created(ticket, [{ type: 'ticket.opened', reason, payload }], ctx);
}
