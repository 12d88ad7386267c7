import type { JsonObject, SourceKind, SourceStatus } from '#kernel';

/** What staff write into the bot register about a source. */
export interface SourceDetails {
  readonly name: string;
  readonly kind: SourceKind;
  readonly purpose: string;
  readonly ownerId: string | null;
  readonly permissions: readonly string[];
  readonly dependencies: string;
  readonly failurePlan: string;
  readonly worstCase: string;
  /** 0 to 1. */
  readonly trust: number;
  /** Staff minutes it may cost a day; null for no bound. */
  readonly noiseBudgetMinutes: number | null;
  readonly rateLimitPerMinute: number;
  readonly status: SourceStatus;
  readonly settings: JsonObject;
}

/** A source in the register; its token and secrets are not part of it. */
export interface SourceFacts extends SourceDetails {
  readonly guildId: string;
  readonly id: string;
  readonly tokenIssuedAt: Date;
  readonly signingSecretIssuedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
