import { Injectable } from '@nestjs/common';
import type { JsonValue } from '#kernel';
import { Database } from '#platform';

/** A job that nobody will try again by themselves. */
export interface DeadJob {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly payload: JsonValue;
  readonly failures: number;
  readonly error: string;
}

const RETENTION_DAYS = 30;
const MOST_KEPT = 10_000;

/** One row per name and key: a job that dies again is the same trouble. */
const BURY = `
  INSERT INTO dead_jobs AS dead (id, name, key, guild_id, payload, failures, error, died_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, date_trunc('milliseconds', now()))
  ON CONFLICT (name, coalesce(key, id::text)) DO UPDATE SET
    id = excluded.id, guild_id = excluded.guild_id, payload = excluded.payload, failures = excluded.failures,
    error = excluded.error, died_at = excluded.died_at, deaths = dead.deaths + (dead.id <> excluded.id)::int`;

const SETTLED = `DELETE FROM dead_jobs WHERE name = $1 AND key = $2`;

const DIED = `
  SELECT key, extract(epoch FROM now() - died_at)::float8 AS seconds FROM dead_jobs
  WHERE name = $1 AND key = ANY($2)`;

const FORGET = `
  DELETE FROM dead_jobs
  WHERE died_at < now() - make_interval(days => ${RETENTION_DAYS})
     OR id IN (SELECT id FROM dead_jobs ORDER BY died_at DESC OFFSET ${MOST_KEPT})`;

/** Dead letters, in Postgres whatever the queue is: they outlive its loss. */
@Injectable()
export class DeadJobsStore {
  constructor(private readonly database: Database) {}

  async bury(job: DeadJob): Promise<void> {
    await this.database.query(BURY, [
      job.id,
      job.name,
      job.key,
      guildOf(job.payload),
      JSON.stringify(job.payload),
      job.failures,
      job.error,
    ]);
  }

  /** The work of a key was done after all. */
  async settled(name: string, key: string): Promise<void> {
    await this.database.query(SETTLED, [name, key]);
  }

  /** Of the keys those that are dead letters, and how many seconds since. */
  async died(name: string, keys: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ key: string; seconds: number }>(DIED, [name, keys]);
    return new Map(rows.map(({ key, seconds }) => [key, seconds]));
  }

  /** False when there is none. */
  async remove(id: string): Promise<boolean> {
    return (await this.database.query('DELETE FROM dead_jobs WHERE id = $1 RETURNING 1', [id])).length > 0;
  }

  async count(): Promise<number> {
    const rows = await this.database.query<{ count: number }>('SELECT count(*)::int AS count FROM dead_jobs');
    return rows[0]?.count ?? 0;
  }

  /** Keeps the newest, for a month. */
  async forgetOld(): Promise<void> {
    await this.database.query(FORGET);
  }
}

function guildOf(payload: JsonValue): string | null {
  if (payload === null || typeof payload !== 'object' || Array.isArray(payload)) return null;
  return typeof payload['guildId'] === 'string' ? payload['guildId'] : null;
}
