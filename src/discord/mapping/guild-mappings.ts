import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { Database, LookupCache, type Tx } from '#platform';
import { type GuildMapping, withDefaults } from './domain/guild-mapping.js';

const KEPT_MS = 2_000;

const PUT = `
  INSERT INTO discord_guilds AS g (guild_id, mapping, updated_at) VALUES ($1, $2, $3)
  ON CONFLICT (guild_id) DO UPDATE SET mapping = g.mapping || excluded.mapping, updated_at = excluded.updated_at`;

/** Each guild's mapping; asked with every interaction and every card. */
@Injectable()
export class GuildMappings {
  private readonly mappings = new LookupCache<GuildMapping>({ ttlMs: KEPT_MS, most: 10_000 });

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** From a short-lived cache. Null for a guild that is not set up. */
  of(guildId: string): Promise<GuildMapping | null> {
    return this.mappings.get(guildId, async () => {
      const [row] = await this.database.query<{ mapping: Partial<GuildMapping> }>(
        'SELECT mapping FROM discord_guilds WHERE guild_id = $1',
        [guildId],
      );
      return row === undefined ? null : withDefaults(row.mapping);
    });
  }

  /** Parts that are given take the place of what was there. This process sees it at once, others within two seconds. */
  async put(guildId: string, changes: Partial<GuildMapping>, tx: Tx = this.database): Promise<void> {
    await tx.query(PUT, [guildId, JSON.stringify(changes), this.clock.now()]);
    this.mappings.forget(guildId);
  }
}
