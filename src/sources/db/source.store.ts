import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { SourceDetails, SourceFacts } from '../domain/source-details.js';
import { SOURCE_COLUMNS } from './source.reader.js';

export interface NewSource {
  readonly guildId: string;
  readonly id: string;
  readonly details: SourceDetails;
  readonly tokenHash: string;
  readonly at: Date;
}

@Injectable()
export class SourceStore {
  constructor(private readonly database: Database) {}

  /** Null when any guild has a source with this id. */
  async add(source: NewSource, tx: Tx = this.database): Promise<SourceFacts | null> {
    const rows = await tx.query<SourceFacts>(
      `INSERT INTO sources (guild_id, id, token_hash, token_issued_at, created_at, updated_at, name, kind, purpose,
         owner_id, permissions, dependencies, failure_plan, worst_case, trust, noise_budget_minutes,
         rate_limit_per_minute, status, settings)
       SELECT $1, $2, $3, $4, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
       WHERE NOT EXISTS (SELECT FROM sources WHERE id = $2)
       RETURNING ${SOURCE_COLUMNS}`,
      [source.guildId, source.id, source.tokenHash, source.at, ...valuesOf(source.details)],
    );
    return rows[0] ?? null;
  }

  async count(guildId: string): Promise<number> {
    const rows = await this.database.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM sources WHERE guild_id = $1',
      [guildId],
    );
    return rows[0]?.count ?? 0;
  }

  /** The source, which nobody else changes before the transaction ends. */
  async lock(tx: Tx, guildId: string, id: string): Promise<SourceFacts | null> {
    const rows = await tx.query<SourceFacts>(
      `SELECT ${SOURCE_COLUMNS} FROM sources WHERE guild_id = $1 AND id = $2 FOR NO KEY UPDATE`,
      [guildId, id],
    );
    return rows[0] ?? null;
  }

  async change(tx: Tx, guildId: string, id: string, details: SourceDetails, at: Date): Promise<SourceFacts> {
    const rows = await tx.query<SourceFacts>(
      `UPDATE sources SET updated_at = $3, name = $4, kind = $5, purpose = $6, owner_id = $7, permissions = $8,
         dependencies = $9, failure_plan = $10, worst_case = $11, trust = $12, noise_budget_minutes = $13,
         rate_limit_per_minute = $14, status = $15, settings = $16
       WHERE guild_id = $1 AND id = $2 RETURNING ${SOURCE_COLUMNS}`,
      [guildId, id, at, ...valuesOf(details)],
    );
    return rows[0]!;
  }

  async setToken(guildId: string, id: string, tokenHash: string, at: Date): Promise<SourceFacts | null> {
    const rows = await this.database.query<SourceFacts>(
      `UPDATE sources SET token_hash = $3, token_issued_at = $4, updated_at = $4
       WHERE guild_id = $1 AND id = $2 RETURNING ${SOURCE_COLUMNS}`,
      [guildId, id, tokenHash, at],
    );
    return rows[0] ?? null;
  }

  /** The secret in force becomes the previous one, valid until `previousUntil`. */
  async setSigningSecret(
    guildId: string,
    id: string,
    secret: string,
    at: Date,
    previousUntil: Date,
  ): Promise<SourceFacts | null> {
    const rows = await this.database.query<SourceFacts>(
      `UPDATE sources SET signing_secret = $3, signing_secret_issued_at = $4, updated_at = $4,
         previous_signing_secret = signing_secret,
         previous_secret_expires_at = CASE WHEN signing_secret IS NULL THEN NULL ELSE $5::timestamptz END
       WHERE guild_id = $1 AND id = $2 RETURNING ${SOURCE_COLUMNS}`,
      [guildId, id, secret, at, previousUntil],
    );
    return rows[0] ?? null;
  }

  async clearSigningSecrets(guildId: string, id: string, at: Date): Promise<boolean> {
    const rows = await this.database.query(
      `UPDATE sources SET signing_secret = NULL, signing_secret_issued_at = NULL, previous_signing_secret = NULL,
         previous_secret_expires_at = NULL, updated_at = $3
       WHERE guild_id = $1 AND id = $2 RETURNING id`,
      [guildId, id, at],
    );
    return rows.length > 0;
  }
}

function valuesOf(details: SourceDetails): unknown[] {
  return [
    details.name,
    details.kind,
    details.purpose,
    details.ownerId,
    details.permissions,
    details.dependencies,
    details.failurePlan,
    details.worstCase,
    details.trust,
    details.noiseBudgetMinutes,
    details.rateLimitPerMinute,
    details.status,
    JSON.stringify(details.settings),
  ];
}
