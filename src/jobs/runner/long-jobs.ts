import { Injectable } from '@nestjs/common';
import { Database, type Stop } from '#platform';

const CHANNEL = 'docket_job_cancelled';

const BEGIN = `
  INSERT INTO long_jobs AS long (name, key, progress, updated_at) VALUES ($1, $2, 0, now())
  ON CONFLICT (name, key) DO UPDATE SET progress = 0, updated_at = now()
  RETURNING cancelled_at IS NOT NULL AS cancelled`;

const CANCEL = `
  INSERT INTO long_jobs (name, key, progress, updated_at, cancelled_at) VALUES ($1, $2, 0, now(), now())
  ON CONFLICT (name, key) DO UPDATE SET cancelled_at = now()`;

/** What long jobs and those who wait for them tell each other: progress one way, cancelling the other. */
@Injectable()
export class LongJobs {
  constructor(private readonly database: Database) {}

  /** False when it was cancelled before it began. */
  async begin(name: string, key: string): Promise<boolean> {
    const rows = await this.database.query<{ cancelled: boolean }>(BEGIN, [name, key]);
    return rows[0]?.cancelled !== true;
  }

  async progress(name: string, key: string, percent: number): Promise<void> {
    await this.database.query(
      'UPDATE long_jobs SET progress = $3, updated_at = now() WHERE name = $1 AND key = $2',
      [name, key, Math.round(Math.min(Math.max(percent, 0), 100))],
    );
  }

  async progressOf(name: string, key: string): Promise<number> {
    const rows = await this.database.query<{ progress: number }>(
      'SELECT progress FROM long_jobs WHERE name = $1 AND key = $2',
      [name, key],
    );
    return rows[0]?.progress ?? 0;
  }

  async end(name: string, key: string): Promise<void> {
    await this.database.query('DELETE FROM long_jobs WHERE name = $1 AND key = $2', [name, key]);
  }

  async cancel(name: string, key: string): Promise<void> {
    await this.database.query(CANCEL, [name, key]);
  }

  async tellCancelled(name: string, key: string): Promise<void> {
    await this.database.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify([name, key])]);
  }

  /** Calls back with each cancelled job, and with null when some may have been missed. */
  onCancelled(heard: (job: readonly [name: string, key: string] | null) => void): Promise<Stop> {
    return this.database.listen(CHANNEL, (payload) => {
      heard(payload === null ? null : (JSON.parse(payload) as [string, string]));
    });
  }

  /** Of the given jobs those that were cancelled. */
  async cancelledAmong(jobs: readonly { name: string; key: string }[]): Promise<[string, string][]> {
    if (jobs.length === 0) return [];
    const rows = await this.database.query<{ name: string; key: string }>(
      `SELECT name, key FROM long_jobs
       WHERE cancelled_at IS NOT NULL AND (name, key) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [jobs.map(({ name }) => name), jobs.map(({ key }) => key)],
    );
    return rows.map(({ name, key }) => [name, key]);
  }
}
