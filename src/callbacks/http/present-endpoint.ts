import type { JsonObject } from '#kernel';
import type { EndpointFacts } from '../domain/endpoint.js';

/** An endpoint as callers see it: its secret is told once, when it is made. */
export function presentEndpoint(endpoint: EndpointFacts): JsonObject {
  return {
    id: endpoint.id,
    guildId: endpoint.guildId,
    sourceId: endpoint.sourceId,
    name: endpoint.name,
    url: endpoint.url,
    eventTypes: [...endpoint.eventTypes],
    streams: [...endpoint.streams],
    status: endpoint.status,
    disabledReason: endpoint.disabledReason,
    disabledAt: endpoint.disabledAt?.toISOString() ?? null,
    failures: endpoint.failures,
    failingSince: endpoint.failingSince?.toISOString() ?? null,
    pausedUntil: endpoint.pausedUntil?.toISOString() ?? null,
    secretIssuedAt: endpoint.secretIssuedAt.toISOString(),
    createdAt: endpoint.createdAt.toISOString(),
    updatedAt: endpoint.updatedAt.toISOString(),
  };
}
