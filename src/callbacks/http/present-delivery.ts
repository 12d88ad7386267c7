import type { JsonObject } from '#kernel';
import type { AttemptFacts, DeliveryFacts } from '../db/delivery.reader.js';

export function presentDelivery(delivery: DeliveryFacts): JsonObject {
  const { state, nextAttemptAt } = delivery;
  return {
    id: delivery.id,
    endpointId: delivery.endpointId,
    type: delivery.type,
    seq: delivery.seq,
    ticketId: delivery.ticketId,
    state,
    attempts: delivery.attempts,
    nextAttemptAt: state === 'pending' ? nextAttemptAt.toISOString() : null,
    lastAttemptAt: delivery.lastAttemptAt?.toISOString() ?? null,
    statusCode: delivery.statusCode,
    latencyMs: delivery.latencyMs,
    error: delivery.error,
    createdAt: delivery.createdAt.toISOString(),
    settledAt: delivery.settledAt?.toISOString() ?? null,
  };
}

export function presentAttempt({ attempt, at, statusCode, latencyMs, error }: AttemptFacts): JsonObject {
  return { attempt, at: at.toISOString(), statusCode, latencyMs, error };
}
