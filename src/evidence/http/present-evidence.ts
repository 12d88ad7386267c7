import type { JsonObject } from '#kernel';
import type { TicketEvidence } from '../db/evidence.reader.js';

export function presentEvidence(evidence: TicketEvidence): JsonObject {
  return {
    id: evidence.id,
    signalId: evidence.signalId,
    position: evidence.position,
    state: evidence.state,
    url: evidence.url,
    filename: evidence.filename,
    contentType: evidence.contentType,
    size: evidence.size,
    sha256: evidence.sha256,
    attempts: evidence.attempts,
    error: evidence.error,
    receivedAt: evidence.receivedAt.toISOString(),
    storedAt: evidence.storedAt?.toISOString() ?? null,
  };
}
