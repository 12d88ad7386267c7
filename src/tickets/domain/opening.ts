import type { JsonObject, Outcome } from '#kernel';
import type { Decision, Explanation } from '#triage';
import type { CommandOf } from './commands.js';
import { created } from './change.js';
import { freshTicket } from './fresh-ticket.js';
import { activeStatus } from './lane.js';
import { LIMITS } from './limits.js';
import { clampPriority } from './priority.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

export function open(command: CommandOf<'open'>, ctx: TransitionContext): TransitionResult {
  const { signal, decision } = command;
  const { actionId, ticketId } = contested(command);
  const opened = freshTicket({
    guildId: signal.guildId,
    id: command.id,
    stream: decision.stream,
    status: activeStatus(decision.stream),
    kind: signal.kind,
    category: decision.category,
    title: decision.title,
    subjectType: signal.subject.type,
    subjectId: signal.subject.id,
    subjectName: signal.subject.name,
    priority: clampPriority(decision.priority),
    priorityParts: decision.parts,
    correlationKey: decision.correlationKey,
    fingerprint: decision.fingerprint,
    sourceId: signal.sourceId,
    tags: [...new Set(decision.tags)].slice(0, LIMITS.tags),
    explanation: decision.explanation,
    signalCount: 1,
    reporterCount: signal.reporter === null ? 0 : 1,
    lastSignalAt: signal.receivedAt,
    contestsActionId: actionId,
    contestsTicketId: actionId === null ? ticketId : null,
    openedAt: ctx.now,
    updatedAt: ctx.now,
  });
  const ticket = decision.stream === 'auto_resolve' ? { ...opened, ...closedByRule(decision, ctx) } : opened;
  return created(ticket, [{ type: 'ticket.opened', payload: openedPayload(command, ticket) }], ctx);
}

const NOTHING = { actionId: null, ticketId: null } as const;

/** Exactly one action, or a resolved ticket without one. */
function contested({ signal, contests }: CommandOf<'open'>) {
  return (signal.kind === 'appeal' ? contests : null) ?? NOTHING;
}

/** The rule closed it, whoever brought the signal; no person decided, so nothing holds (I11). */
function closedByRule({ category, explanation }: Decision, ctx: TransitionContext) {
  const outcome: Outcome = /(^|_)spam(_|$)/.test(category) ? 'spam' : 'no_violation';
  const { rule } = explanation;
  return {
    status: 'resolved',
    outcome,
    resolutionReason:
      rule === null ? 'Closed by triage.' : `Closed by rule ${rule.id}, version ${rule.version}.`,
    resolvedByType: 'system',
    resolvedById: rule?.id ?? 'triage',
    resolvedAt: ctx.now,
  } as const;
}

function openedPayload({ signal, decision }: CommandOf<'open'>, ticket: Ticket): JsonObject {
  return {
    signalId: signal.id,
    sourceId: signal.sourceId,
    kind: ticket.kind,
    category: ticket.category,
    stream: ticket.stream,
    status: ticket.status,
    outcome: ticket.outcome,
    priority: ticket.priority,
    rule: shownRule(decision.explanation),
    ruleset: decision.explanation.ruleset,
  };
}

/**
 * The rule that placed it, held out or not: one that would have closed it is never that rule, and a log that is
 * silent where the ticket names its rule would mark what was held out.
 */
export function shownRule({ rule }: Explanation): JsonObject | null {
  return rule === null ? null : { id: rule.id, version: rule.version };
}
