import { Injectable } from '@nestjs/common';
import { Database, type Key, Keyset } from '#platform';
import type { SetSettings } from '../domain/guild-settings.js';

export const GUILDS = new Keyset('guilds', { id: 'snowflake' });

export interface GuildFacts {
  readonly id: string;
  readonly name: string;
  readonly settings: SetSettings;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const GUILD_COLUMNS = `id, name, settings, created_at AS "createdAt", updated_at AS "updatedAt"`;

@Injectable()
export class GuildReader {
  constructor(private readonly database: Database) {}

  async byId(guildId: string): Promise<GuildFacts | null> {
    const rows = await this.database.query<GuildFacts>(`SELECT ${GUILD_COLUMNS} FROM guilds WHERE id = $1`, [
      guildId,
    ]);
    return rows[0] ?? null;
  }

  /** In order of id, over all guilds: for the administrator alone. */
  page(limit: number, after: Key<{ id: 'snowflake' }> | null): Promise<GuildFacts[]> {
    return this.database.query<GuildFacts>(
      `SELECT ${GUILD_COLUMNS} FROM guilds WHERE $1::text IS NULL OR id > $1 ORDER BY id LIMIT $2`,
      [after?.id ?? null, limit],
    );
  }
}
