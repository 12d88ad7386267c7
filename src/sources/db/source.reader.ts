import { Injectable } from '@nestjs/common';
import { Database, type Key, Keyset } from '#platform';
import type { SourceFacts } from '../domain/source-details.js';

export const SOURCES = new Keyset('sources', { id: 'snowflake' });

export const SOURCE_COLUMNS = `guild_id AS "guildId", id, name, kind, purpose, owner_id AS "ownerId", permissions,
  dependencies, failure_plan AS "failurePlan", worst_case AS "worstCase", trust,
  noise_budget_minutes AS "noiseBudgetMinutes", rate_limit_per_minute AS "rateLimitPerMinute", status, settings,
  token_issued_at AS "tokenIssuedAt", signing_secret_issued_at AS "signingSecretIssuedAt",
  created_at AS "createdAt", updated_at AS "updatedAt"`;

/** The bot register as staff read it: secrets never leave the database this way. */
@Injectable()
export class SourceReader {
  constructor(private readonly database: Database) {}

  async byId(guildId: string, id: string): Promise<SourceFacts | null> {
    const rows = await this.database.query<SourceFacts>(
      `SELECT ${SOURCE_COLUMNS} FROM sources WHERE guild_id = $1 AND id = $2`,
      [guildId, id],
    );
    return rows[0] ?? null;
  }

  /** In the order in which they were registered, which is that of their ids. */
  page(guildId: string, limit: number, after: Key<{ id: 'snowflake' }> | null): Promise<SourceFacts[]> {
    return this.database.query<SourceFacts>(
      `SELECT ${SOURCE_COLUMNS} FROM sources
       WHERE guild_id = $1 AND ($2::text IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [guildId, after?.id ?? null, limit],
    );
  }
}
