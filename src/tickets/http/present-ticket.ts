import type { JsonObject } from '#kernel';
import type { ShownAction, TicketDetails } from '../db/one-ticket.reader.js';
import type { SimilarTicket } from '../db/similar.reader.js';
import type { TicketLine } from '../db/ticket-summary.js';
import type { Ticket } from '../domain/ticket.js';
import { presentExplanation, presentParts } from './present-explanation.js';

/** A ticket as lists show it. A lease that ran out counts as no owner, swept or not. */
export function presentLine(ticket: TicketLine, now: Date): JsonObject {
  const held = ticket.claimExpiresAt !== null && ticket.claimExpiresAt > now;
  return {
    guildId: ticket.guildId,
    id: ticket.id,
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
    sourceId: ticket.sourceId,
    tags: [...ticket.tags],
    ownerId: held ? ticket.ownerId : null,
    claimExpiresAt: held ? iso(ticket.claimExpiresAt) : null,
    waitFor: ticket.waitFor,
    waitUntil: iso(ticket.waitUntil),
    outcome: ticket.outcome,
    resolvedAt: iso(ticket.resolvedAt),
    signalCount: ticket.signalCount,
    reporterCount: ticket.reporterCount,
    lastSignalAt: iso(ticket.lastSignalAt),
    openedAt: iso(ticket.openedAt),
    updatedAt: iso(ticket.updatedAt),
    slaDueAt: iso(ticket.slaDueAt),
    slaBreached: ticket.slaBreached,
  };
}

/** Everything about a ticket that is the ticket's own: what commands answer. */
export function presentTicket(ticket: Ticket, now: Date): JsonObject {
  return {
    ...presentLine(ticket, now),
    priorityParts: presentParts(ticket.priorityParts),
    explanation: presentExplanation(ticket.explanation),
    correlationKey: ticket.correlationKey,
    fingerprint: ticket.fingerprint,
    resolutionReason: ticket.resolutionReason,
    resolvedByType: ticket.resolvedByType,
    resolvedById: ticket.resolvedById,
    decisionExpiresAt: iso(ticket.decisionExpiresAt),
    droppedCount: ticket.droppedCount,
    contestsActionId: ticket.contestsActionId,
    contestsTicketId: ticket.contestsTicketId,
    waiverReason: ticket.waiverReason,
    mergedIntoId: ticket.mergedIntoId,
  };
}

/** A ticket's own page. */
export function presentDetails(
  { ticket, parties, actions, contestedAction }: TicketDetails,
  now: Date,
): JsonObject {
  return {
    ...presentTicket(ticket, now),
    parties: parties.map(({ userId, role }) => ({ userId, role })),
    actions: actions.map(presentAction),
    contestedAction: contestedAction === null ? null : presentAction(contestedAction),
  };
}

export function presentSimilar(ticket: SimilarTicket, now: Date): JsonObject {
  const { likeness, resolutionReason, resolvedByType, resolvedById } = ticket;
  return {
    ...presentLine(ticket, now),
    likeness: [...likeness],
    resolutionReason,
    resolvedByType,
    resolvedById,
  };
}

function presentAction(action: ShownAction): JsonObject {
  return {
    id: action.id,
    type: action.type,
    subjectId: action.subjectId,
    reason: action.reason,
    durationSeconds: action.durationSeconds,
    decidedBy: action.decidedBy,
    carriedOutBy: action.carriedOutBy,
    at: iso(action.at),
    reversedAt: iso(action.reversedAt),
  };
}

function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
