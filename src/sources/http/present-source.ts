import type { JsonObject } from '#kernel';
import type { SourceFacts } from '../domain/source-details.js';

/** A source as callers see it. */
export function presentSource(source: SourceFacts): JsonObject {
  return {
    id: source.id,
    guildId: source.guildId,
    name: source.name,
    kind: source.kind,
    purpose: source.purpose,
    ownerId: source.ownerId,
    permissions: [...source.permissions],
    dependencies: source.dependencies,
    failurePlan: source.failurePlan,
    worstCase: source.worstCase,
    trust: source.trust,
    noiseBudgetMinutes: source.noiseBudgetMinutes,
    rateLimitPerMinute: source.rateLimitPerMinute,
    status: source.status,
    settings: source.settings,
    tokenIssuedAt: source.tokenIssuedAt.toISOString(),
    signingSecretIssuedAt: source.signingSecretIssuedAt?.toISOString() ?? null,
    createdAt: source.createdAt.toISOString(),
    updatedAt: source.updatedAt.toISOString(),
  };
}

/** With the token, this once, and the address that takes what is written for a Discord webhook. */
export function presentWithToken(source: SourceFacts, token: string, publicUrl: string): JsonObject {
  const webhookUrl = `${publicUrl}/api/webhooks/${source.id}/${token}`;
  return { ...presentSource(source), token, webhookUrl };
}
