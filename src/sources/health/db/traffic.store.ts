import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Traffic } from '../domain/assess.js';

const KEPT_DAYS = 28;

/** What came of a source in an hour, in one process, since it was last written. */
export interface HourCount {
  readonly guildId: string;
  readonly sourceId: string;
  readonly hour: Date;
  readonly accepted: number;
  readonly refused: number;
  readonly lastAcceptedAt: Date | null;
}

export interface SourceTrafficFacts extends Traffic {
  readonly guildId: string;
  readonly sourceId: string;
}

// In the order of the keys, so that two processes never wait for each other.
const ADD = `
  INSERT INTO source_hours AS h (guild_id, source_id, hour, accepted, refused, last_accepted_at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[], $5::int[], $6::timestamptz[])
  ORDER BY 1, 2, 3
  ON CONFLICT (guild_id, source_id, hour) DO UPDATE SET accepted = h.accepted + excluded.accepted,
    refused = h.refused + excluded.refused,
    last_accepted_at = GREATEST(h.last_accepted_at, excluded.last_accepted_at)`;

/** At most some 700 short rows for each source, next to each other in the primary key. */
const READ = `
  SELECT s.guild_id AS "guildId", s.id AS "sourceId", t.*
  FROM (
    SELECT s.guild_id, s.id FROM sources s
    WHERE ($1::text IS NULL OR (s.guild_id, s.id) > ($1, $2)) AND s.status = 'approved'
    ORDER BY s.guild_id, s.id LIMIT $3
  ) s CROSS JOIN LATERAL (
    SELECT max(h.last_accepted_at) AS "lastAcceptedAt",
      coalesce(sum(h.accepted) FILTER (WHERE h.hour >= $5), 0)::int AS "recentlyAccepted",
      coalesce(sum(h.refused) FILTER (WHERE h.hour >= $5), 0)::int AS "recentlyRefused",
      coalesce(max(h.accepted) FILTER (WHERE h.hour >= $5), 0) AS "recentPeak",
      (count(*) FILTER (WHERE h.accepted > 0))::int AS "activeHours",
      (array_agg(h.pause ORDER BY h.pause DESC) FILTER (WHERE h.pause IS NOT NULL))[3] AS "usualPauseHours",
      (array_agg(h.accepted ORDER BY h.accepted DESC) FILTER (WHERE h.accepted > 0 AND h.hour < $5))[3] AS "usualPeak"
    FROM (
      SELECT r.hour, r.accepted, r.refused, r.last_accepted_at, CASE WHEN r.accepted > 0 THEN
        (extract(epoch FROM r.hour - lag(r.hour) OVER (PARTITION BY r.accepted > 0 ORDER BY r.hour)) / 3600)::int END AS pause
      FROM source_hours r WHERE r.guild_id = s.guild_id AND r.source_id = s.id AND r.hour >= $4
    ) h
  ) t
  ORDER BY s.guild_id, s.id`;

@Injectable()
export class TrafficStore {
  constructor(private readonly database: Database) {}

  async add(counts: readonly HourCount[]): Promise<void> {
    await this.database.query(ADD, [
      counts.map(({ guildId }) => guildId),
      counts.map(({ sourceId }) => sourceId),
      counts.map(({ hour }) => hour),
      counts.map(({ accepted }) => accepted),
      counts.map(({ refused }) => refused),
      counts.map(({ lastAcceptedAt }) => lastAcceptedAt),
    ]);
  }

  /** What approved sources sent, in the order of guild and id, after one. */
  page(after: SourceTrafficFacts | null, limit: number, now: Date): Promise<SourceTrafficFacts[]> {
    const since = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    return this.database.query<SourceTrafficFacts>(READ, [
      after?.guildId ?? null,
      after?.sourceId ?? null,
      limit,
      since,
      hourBefore(now),
    ]);
  }

  async forgetOld(now: Date): Promise<void> {
    const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    await this.database.query('DELETE FROM source_hours WHERE hour < $1', [before]);
  }
}

/** The start of the hour before this one. */
function hourBefore(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000 - 3_600_000);
}
