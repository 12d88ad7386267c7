import { Inject, Injectable } from '@nestjs/common';
import { LogCursors } from '#events';
import { Jobs } from '#jobs';
import { CLOCK, type Clock } from '#kernel';
import { Database, LookupCache, type Tx } from '#platform';
import { type GuildMapping, withDefaults } from './domain/guild-mapping.js';
import { FOLLOWERS } from './followers.js';

const KEPT_MS = 2_000;
const COMMITTED_BY_THEN_MS = 200;

const PUT = `
  INSERT INTO discord_guilds AS g (guild_id, mapping, updated_at) VALUES ($1, $2, $3)
  ON CONFLICT (guild_id) DO UPDATE SET mapping = g.mapping || excluded.mapping,
    sight_version = g.sight_version + 1, updated_at = excluded.updated_at`;

/** Each guild's mapping; asked with every interaction and every card. */
@Injectable()
export class GuildMappings {
  private readonly mappings = new LookupCache<GuildMapping>({ ttlMs: KEPT_MS, most: 10_000 });

  constructor(
    private readonly database: Database,
    private readonly cursors: LogCursors,
    private readonly jobs: Jobs,
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

  /**
   * Parts that are given take the place of what was there. This process sees it at once, others within two
   * seconds. From then on the guild's log is followed, and every card is looked at again.
   */
  async put(guildId: string, changes: Partial<GuildMapping>, tx: Tx = this.database): Promise<void> {
    await tx.query(PUT, [guildId, JSON.stringify(changes), this.clock.now()]);
    for (const consumer of FOLLOWERS) await this.cursors.begin(guildId, consumer, tx);
    this.mappings.forget(guildId);
    await this.reviewSoon(guildId);
  }

  /** Something on Discord has changed that decides who sees what, or what the bot may do there. */
  async sightChanged(guildId: string): Promise<void> {
    const rows = await this.database.query(
      `UPDATE discord_guilds SET sight_version = sight_version + 1 WHERE guild_id = $1 RETURNING 1`,
      [guildId],
    );
    if (rows.length > 0) await this.reviewSoon(guildId);
  }

  /** Grows with each change of the mapping, of permissions, roles and channels; 0 for a guild that is not set up. */
  async sightVersion(guildId: string): Promise<number> {
    const [row] = await this.database.query<{ version: number }>(
      `SELECT sight_version AS version FROM discord_guilds WHERE guild_id = $1`,
      [guildId],
    );
    return row?.version ?? 0;
  }

  /** A moment later, for the transaction that it is owed by; the sweep finds what this loses. */
  private async reviewSoon(guildId: string): Promise<void> {
    const runAt = new Date(this.clock.now().getTime() + COMMITTED_BY_THEN_MS);
    await this.jobs.add('discord.review', { guildId }, { key: guildId, runAt });
  }
}
