import type { JsonObject, LoggedEvent } from '#kernel';
import type { Attachment } from '#triage';
import type { QueueDepth } from '../db/depth.reader.js';
import type { SignalEvidence, TicketSignal } from '../db/signals.reader.js';
import { presentExplanation, presentParts } from './present-explanation.js';

/** A fact of a ticket's log. */
export function presentEvent(event: LoggedEvent): JsonObject {
  return {
    seq: event.seq.toString(),
    type: event.type,
    at: event.at.toISOString(),
    ticketId: event.ticketId,
    ticketVersion: event.ticketVersion,
    actorType: event.actorType,
    actorId: event.actorId,
    reason: event.reason,
    payload: event.payload,
    erasedAt: event.erasedAt?.toISOString() ?? null,
  };
}

/** A signal with what triage saw of it and decided on it alone. */
export function presentSignal(signal: TicketSignal): JsonObject {
  const { decision, features } = signal;
  return {
    id: signal.id,
    receivedAt: signal.receivedAt.toISOString(),
    occurredAt: signal.occurredAt.toISOString(),
    sourceId: signal.sourceId,
    externalId: signal.externalId,
    kind: signal.kind,
    category: signal.category,
    severity: signal.severity,
    confidence: signal.confidence,
    subjectType: signal.subjectType,
    subjectId: signal.subjectId,
    subjectName: signal.subjectName,
    reporterId: signal.reporterId,
    reporterName: signal.reporterName,
    text: signal.text,
    channelId: signal.channelId,
    messageId: signal.messageId,
    links: [...signal.links],
    attachments: signal.attachments.map((attachment, place) =>
      presentAttachment(
        attachment,
        signal.evidence.find(({ position }) => position === place),
      ),
    ),
    correlationKey: signal.correlationKey,
    data: signal.data,
    features: {
      sourceTrust: features.sourceTrust,
      reporterAccuracy: features.reporterAccuracy,
      subjectActions: features.subjectActions,
      subjectIsStaff: features.subjectIsStaff,
    },
    decision: {
      stream: decision.stream,
      category: decision.category,
      priority: decision.priority,
      parts: presentParts(decision.parts),
      tags: [...decision.tags],
      explanation: presentExplanation(decision.explanation),
    },
  };
}

function presentAttachment(attachment: Attachment, copy: SignalEvidence | undefined): JsonObject {
  const { url, filename, contentType, size, sha256 } = attachment;
  return {
    url,
    filename,
    contentType,
    size,
    sha256: sha256 ?? copy?.sha256 ?? null,
    evidenceId: copy?.id ?? null,
    evidenceState: copy?.state ?? null,
  };
}

export function presentDepth(depth: QueueDepth): JsonObject {
  return Object.fromEntries(
    Object.entries(depth).map(([stream, { open, waiting, escalated, oldest }]) => [
      stream,
      { open, waiting, escalated, oldest: oldest?.toISOString() ?? null },
    ]),
  );
}
