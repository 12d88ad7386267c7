import type { JsonObject } from '#kernel';
import type { Digest } from '../db/digest.reader.js';
import { withoutTickets } from '../domain/digest-body.js';

const NOTHING = { tickets: 0, byRule: [], byCategory: [], bySource: [], top: [] };

/** A digest as its reader may see it. */
export function presentDigest({ periodStart, periodEnd, createdAt, body, hidden }: Digest): JsonObject {
  const { tickets, byRule, byCategory, bySource, top } = withoutTickets(body, hidden) ?? NOTHING;
  return {
    periodStart: periodStart.toISOString(),
    periodEnd: periodEnd.toISOString(),
    tickets,
    byRule: byRule.map((group) => ({ ...group })),
    byCategory: byCategory.map((group) => ({ ...group })),
    bySource: bySource.map((group) => ({ ...group })),
    top: top.map((ticket) => ({ ...ticket })),
    createdAt: createdAt.toISOString(),
  };
}
