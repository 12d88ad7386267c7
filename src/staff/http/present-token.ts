import type { JsonObject } from '#kernel';
import type { ApiTokenFacts } from '../db/api-token.reader.js';

/** An API token as callers see it. */
export function presentToken({ grant, ...facts }: ApiTokenFacts): JsonObject {
  return {
    id: facts.id,
    name: facts.name,
    kind: grant.kind,
    userId: grant.kind === 'user' ? grant.userId : null,
    role: grant.kind === 'user' ? grant.role : null,
    scopes: grant.kind === 'service' ? [...grant.scopes] : [],
    createdBy: facts.createdBy,
    createdAt: facts.createdAt.toISOString(),
    expiresAt: facts.expiresAt?.toISOString() ?? null,
    lastUsedAt: facts.lastUsedAt?.toISOString() ?? null,
    revokedAt: facts.revokedAt?.toISOString() ?? null,
  };
}
