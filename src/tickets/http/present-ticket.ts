import type { JsonObject } from '#kernel';
import type { Explanation, RuleRef } from '#triage';
import type { Ticket } from '../domain/ticket.js';

/** A whole ticket as staff see it; whether the viewer may see it at all (I8) was asked before. */
export function presentTicket(ticket: Ticket): JsonObject {
  return {
    id: ticket.id,
    guildId: ticket.guildId,
    number: ticket.number,
    version: ticket.version,
    stream: ticket.stream,
    status: ticket.status,
    kind: ticket.kind,
    category: ticket.category,
    title: ticket.title,
    subjectType: ticket.subjectType,
    subjectId: ticket.subjectId,
    subjectName: ticket.subjectName,
    priority: ticket.priority,
    priorityParts: ticket.priorityParts.map(({ name, points }) => ({ name, points })),
    explanation: presentExplanation(ticket.explanation),
    correlationKey: ticket.correlationKey,
    fingerprint: ticket.fingerprint,
    sourceId: ticket.sourceId,
    tags: [...ticket.tags],
    ownerId: ticket.ownerId,
    claimExpiresAt: timeOf(ticket.claimExpiresAt),
    waitFor: ticket.waitFor,
    waitUntil: timeOf(ticket.waitUntil),
    outcome: ticket.outcome,
    resolutionReason: ticket.resolutionReason,
    resolvedByType: ticket.resolvedByType,
    resolvedById: ticket.resolvedById,
    resolvedAt: timeOf(ticket.resolvedAt),
    decisionExpiresAt: timeOf(ticket.decisionExpiresAt),
    signalCount: ticket.signalCount,
    reporterCount: ticket.reporterCount,
    droppedCount: ticket.droppedCount,
    lastSignalAt: ticket.lastSignalAt.toISOString(),
    contestsActionId: ticket.contestsActionId,
    contestsTicketId: ticket.contestsTicketId,
    waiverReason: ticket.waiverReason,
    mergedIntoId: ticket.mergedIntoId,
    openedAt: ticket.openedAt.toISOString(),
    updatedAt: ticket.updatedAt.toISOString(),
    slaDueAt: timeOf(ticket.slaDueAt),
    slaBreached: ticket.slaBreached,
  };
}

/** Why it is where it is (I15), without what must stay unmarked: that a rule would have closed it. */
function presentExplanation({ rule, matched, ruleset, reasons, shadow = [] }: Explanation): JsonObject {
  return {
    rule: rule && presentRule(rule),
    matched: matched.map(presentRule),
    ruleset,
    reasons: [...reasons],
    shadow: shadow.map(presentRule),
  };
}

function presentRule({ id, version }: RuleRef): JsonObject {
  return { id, version };
}

export function timeOf(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
