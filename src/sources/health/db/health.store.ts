import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Health, HealthState } from '../domain/assess.js';

export interface AssessedSource extends Health {
  readonly guildId: string;
  readonly sourceId: string;
}

export interface KnownHealth extends Health {
  readonly since: Date;
  readonly checkedAt: Date;
}

export interface TrafficHour {
  readonly hour: Date;
  readonly accepted: number;
  readonly refused: number;
}

// The same state again is since when it was.
const PUT = `
  INSERT INTO source_health AS h (guild_id, source_id, state, explanation, since, checked_at)
  SELECT a.*, $5, $5 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS a
  ON CONFLICT (guild_id, source_id) DO UPDATE SET state = excluded.state, explanation = excluded.explanation,
    since = CASE WHEN h.state = excluded.state THEN h.since ELSE excluded.since END, checked_at = excluded.checked_at`;

/** Whoever is not let in cannot be well or unwell. */
const DROP_CLOSED = `
  DELETE FROM source_health h
  WHERE NOT EXISTS (
    SELECT 1 FROM sources s WHERE s.guild_id = h.guild_id AND s.id = h.source_id AND s.status = 'approved')`;

const OF_SOURCES = `
  SELECT h.source_id AS "sourceId", h.state, h.since, h.explanation, h.checked_at AS "checkedAt"
  FROM source_health h WHERE h.guild_id = $1 AND h.source_id = ANY($2::text[])`;

const HOURS = `
  SELECT h.hour, h.accepted, h.refused FROM source_hours h
  WHERE h.guild_id = $1 AND h.source_id = $2 ORDER BY h.hour DESC LIMIT $3`;

@Injectable()
export class HealthStore {
  constructor(private readonly database: Database) {}

  async put(assessed: readonly AssessedSource[], now: Date): Promise<void> {
    await this.database.query(PUT, [
      assessed.map(({ guildId }) => guildId),
      assessed.map(({ sourceId }) => sourceId),
      assessed.map(({ state }) => state),
      assessed.map(({ explanation }) => explanation),
      now,
    ]);
  }

  async dropClosed(): Promise<void> {
    await this.database.query(DROP_CLOSED);
  }

  async ofSources(guildId: string, ids: readonly string[]): Promise<Map<string, KnownHealth>> {
    const rows = await this.database.query<KnownHealth & { sourceId: string }>(OF_SOURCES, [guildId, ids]);
    return new Map(rows.map((row) => [row.sourceId, row]));
  }

  /** The newest first; hours without anything are not among them. */
  hours(guildId: string, sourceId: string, limit: number): Promise<TrafficHour[]> {
    return this.database.query<TrafficHour>(HOURS, [guildId, sourceId, limit]);
  }

  /** Of all guilds: for whoever runs the installation. */
  counts(): Promise<{ state: HealthState; count: number }[]> {
    return this.database.query(
      'SELECT h.state, count(*)::int AS count FROM source_health h GROUP BY h.state',
    );
  }
}
