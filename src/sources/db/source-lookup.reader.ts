import { Injectable } from '@nestjs/common';
import type { JsonObject, SourceKind, SourceStatus } from '#kernel';
import { Database } from '#platform';
import type { StoredSecrets } from '../domain/signing-secrets.js';

/** A source with its secrets, for checking who sends. */
export interface SourceRow extends StoredSecrets {
  readonly guildId: string;
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly status: SourceStatus;
  readonly trust: number;
  readonly rateLimitPerMinute: number;
  readonly tokenHash: string;
  readonly settings: JsonObject;
}

/** More than one source with an id means that two were made in the same millisecond of chance. */
const MOST_WITH_ONE_ID = 4;

@Injectable()
export class SourceLookupReader {
  constructor(private readonly database: Database) {}

  async byId(guildId: string, id: string): Promise<SourceRow | null> {
    const rows = await this.database.query<SourceRow>(
      `SELECT guild_id AS "guildId", id, name, kind, status, trust, rate_limit_per_minute AS "rateLimitPerMinute",
         token_hash AS "tokenHash", settings, signing_secret AS "signingSecret",
         previous_signing_secret AS "previousSigningSecret",
         previous_secret_expires_at AS "previousSecretExpiresAt"
       FROM sources WHERE guild_id = $1 AND id = $2`,
      [guildId, id],
    );
    return rows[0] ?? null;
  }

  async idByTokenHash(guildId: string, tokenHash: string): Promise<string | null> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT id FROM sources WHERE guild_id = $1 AND token_hash = $2',
      [guildId, tokenHash],
    );
    return rows[0]?.id ?? null;
  }

  /** The guilds that have a source with this id. Over all guilds: the address of a webhook names none. */
  async guildsWith(id: string): Promise<string[]> {
    const rows = await this.database.query<{ guildId: string }>(
      'SELECT guild_id AS "guildId" FROM sources WHERE id = $1 LIMIT $2',
      [id, MOST_WITH_ONE_ID],
    );
    return rows.map(({ guildId }) => guildId);
  }
}
