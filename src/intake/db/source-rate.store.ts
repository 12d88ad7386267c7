import type { Database, Statement } from '#platform';
import type { Ask, BucketStore, Taken } from '../rate/bucket-store.js';

/**
 * In the order of the keys, so that no two processes wait for each other. What is excluded holds the limit as
 * `tokens + granted` and what is wanted of it as `granted`: that of a bucket which is full.
 */
const TAKE: Statement = {
  name: 'source_rates_take',
  text: `
    INSERT INTO source_rates AS r (guild_id, source_id, tokens, granted, filled_at)
    SELECT a.guild_id, a.source_id, a.per_minute - least(a.wanted, a.per_minute), least(a.wanted, a.per_minute), clock_timestamp()
    FROM unnest($1::text[], $2::text[], $3::int[], $4::int[]) AS a(guild_id, source_id, per_minute, wanted)
    ORDER BY a.guild_id, a.source_id
    ON CONFLICT (guild_id, source_id) DO UPDATE SET (tokens, granted, filled_at) = (
      SELECT b.there - least(excluded.granted, floor(b.there)), least(excluded.granted, floor(b.there)),
             greatest(r.filled_at, excluded.filled_at)
      FROM (SELECT least(excluded.tokens + excluded.granted, r.tokens + (excluded.tokens + excluded.granted) / 60
        * greatest(0, extract(epoch FROM excluded.filled_at - r.filled_at)::float8)) AS there) b)
    RETURNING r.guild_id AS "guildId", r.source_id AS "sourceId", r.granted, r.tokens AS left`,
};

/** Where there is no Redis. The table is in no journal: taking from it waits for no disk. */
export class SourceRateStore implements BucketStore {
  constructor(private readonly database: Database) {}

  async take(asks: readonly Ask[]): Promise<Taken[]> {
    const rows = await this.database.query<Taken & { guildId: string; sourceId: string }>(TAKE, [
      asks.map(({ source }) => source.guildId),
      asks.map(({ source }) => source.id),
      asks.map(({ source }) => source.rateLimitPerMinute),
      asks.map(({ wanted }) => wanted),
    ]);
    const taken = new Map(rows.map((row) => [`${row.guildId}:${row.sourceId}`, row]));
    return asks.map(({ source }) => taken.get(`${source.guildId}:${source.id}`)!);
  }

  close(): void {
    // The connections are everyone's.
  }
}
