import { Injectable } from '@nestjs/common';
import type { Role, Scope } from '#kernel';
import { Database, type Key, Keyset } from '#platform';
import type { Grant } from '../domain/grant.js';

export const API_TOKENS = new Keyset('api-tokens', { id: 'uuid' });

/** A token as its guild's admins may see it; the token itself is kept nowhere. */
export interface ApiTokenFacts {
  readonly id: string;
  readonly name: string;
  readonly grant: Grant;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

interface Row extends Omit<ApiTokenFacts, 'grant'> {
  kind: 'user' | 'service';
  userId: string;
  role: Role;
  scopes: Scope[];
}

const COLUMNS = `id, kind, name, user_id AS "userId", role, scopes, created_by AS "createdBy",
  created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"`;

@Injectable()
export class ApiTokenReader {
  constructor(private readonly database: Database) {}

  /** The token with this hash, unless it is revoked. */
  async byHash(guildId: string, hash: string): Promise<ApiTokenFacts | null> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM api_tokens WHERE guild_id = $1 AND token_hash = $2 AND revoked_at IS NULL`,
      [guildId, hash],
    );
    return rows[0] ? factsOf(rows[0]) : null;
  }

  /** Newest first: the ids are made in order of time. */
  async page(guildId: string, limit: number, after: Key<{ id: 'uuid' }> | null): Promise<ApiTokenFacts[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM api_tokens
       WHERE guild_id = $1 AND ($2::uuid IS NULL OR id < $2::uuid)
       ORDER BY id DESC LIMIT $3`,
      [guildId, after?.id ?? null, limit],
    );
    return rows.map(factsOf);
  }
}

function factsOf({ kind, userId, role, scopes, ...rest }: Row): ApiTokenFacts {
  return { ...rest, grant: kind === 'user' ? { kind, userId, role } : { kind, scopes } };
}
