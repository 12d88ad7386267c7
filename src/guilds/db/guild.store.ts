import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import type { SetSettings } from '../domain/guild-settings.js';
import { GUILD_COLUMNS, type GuildFacts } from './guild.reader.js';

export interface GuildChange {
  readonly id: string;
  readonly name: string;
  readonly settings: SetSettings;
  readonly at: Date;
}

@Injectable()
export class GuildStore {
  /** Makes or changes the guild. Of its settings, the parts that are given take the place of what was there. */
  async put(tx: Tx, { id, name, settings, at }: GuildChange): Promise<{ guild: GuildFacts; isNew: boolean }> {
    const rows = await tx.query<GuildFacts & { isNew: boolean }>(
      `INSERT INTO guilds AS guild (id, name, settings, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)
       ON CONFLICT (id) DO UPDATE
         SET name = excluded.name, settings = guild.settings || excluded.settings, updated_at = excluded.updated_at
       RETURNING ${GUILD_COLUMNS}, xmax = 0 AS "isNew"`,
      [id, name, JSON.stringify(settings), at],
    );
    const { isNew, ...guild } = rows[0]!;
    return { guild, isNew };
  }

  /** The row that hands out the guild's ticket numbers and event seqs; every guild has one. */
  async addCounters(tx: Tx, guildId: string): Promise<void> {
    await tx.query('INSERT INTO guild_counters (guild_id) VALUES ($1)', [guildId]);
  }
}
