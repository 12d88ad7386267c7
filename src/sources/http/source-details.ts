import { DEFAULT_TRUST } from '../domain/default-trust.js';
import type { SourceDetails } from '../domain/source-details.js';
import type { ChangeSourceBody, NewSourceBody } from './source.dto.js';

const DEFAULT_RATE_PER_MINUTE = 6_000;

/** A new source with everything that was left out. */
export function detailsOf(body: NewSourceBody): SourceDetails {
  return {
    name: body.name.trim(),
    kind: body.kind,
    purpose: body.purpose ?? '',
    ownerId: body.ownerId ?? null,
    permissions: body.permissions ?? [],
    dependencies: body.dependencies ?? '',
    failurePlan: body.failurePlan ?? '',
    worstCase: body.worstCase ?? '',
    trust: body.trust ?? DEFAULT_TRUST[body.kind],
    noiseBudgetMinutes: body.noiseBudgetMinutes ?? null,
    rateLimitPerMinute: body.rateLimitPerMinute ?? DEFAULT_RATE_PER_MINUTE,
    status: body.status ?? 'approved',
    settings: body.settings ?? {},
  };
}

/** Only what was given: a property that is undefined would take away what stands. */
export function changesOf(body: ChangeSourceBody): Partial<SourceDetails> {
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(body.name !== undefined && { name: body.name.trim() }) };
}
