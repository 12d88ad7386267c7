import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Grant } from '../domain/grant.js';

export interface NewApiToken {
  readonly guildId: string;
  readonly id: string;
  readonly name: string;
  readonly grant: Grant;
  readonly tokenHash: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** That a token was used, at a time. */
export interface TokenUse {
  readonly guildId: string;
  readonly tokenId: string;
  readonly at: Date;
}

@Injectable()
export class ApiTokenStore {
  constructor(private readonly database: Database) {}

  /** False when the guild has so many live tokens already. */
  async add(token: NewApiToken, mostLive: number): Promise<boolean> {
    const { grant } = token;
    const rows = await this.database.query(
      `INSERT INTO api_tokens
         (guild_id, id, kind, name, user_id, role, scopes, token_hash, created_by, created_at, expires_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
       WHERE (SELECT count(*) FROM api_tokens
              WHERE guild_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $10)) < $12
       RETURNING id`,
      [
        token.guildId,
        token.id,
        grant.kind,
        token.name,
        grant.kind === 'user' ? grant.userId : null,
        grant.kind === 'user' ? grant.role : null,
        grant.kind === 'service' ? grant.scopes : [],
        token.tokenHash,
        token.createdBy,
        token.createdAt,
        token.expiresAt,
        mostLive,
      ],
    );
    return rows.length > 0;
  }

  /** The hash of the token, whether it was revoked now or before; null when there is none. */
  async revoke(guildId: string, id: string, at: Date): Promise<string | null> {
    const rows = await this.database.query<{ hash: string }>(
      `UPDATE api_tokens SET revoked_at = coalesce(revoked_at, $3)
       WHERE guild_id = $1 AND id = $2 RETURNING token_hash AS hash`,
      [guildId, id, at],
    );
    return rows[0]?.hash ?? null;
  }

  /** Writes what is newer than what stands there by a minute or more. */
  async used(uses: readonly TokenUse[]): Promise<void> {
    await this.database.query(
      `UPDATE api_tokens SET last_used_at = used.at
       FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS used (guild_id, id, at)
       WHERE api_tokens.guild_id = used.guild_id AND api_tokens.id = used.id
         AND (api_tokens.last_used_at IS NULL OR api_tokens.last_used_at <= used.at - interval '1 minute')`,
      [uses.map((use) => use.guildId), uses.map((use) => use.tokenId), uses.map((use) => use.at)],
    );
  }
}
