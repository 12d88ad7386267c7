import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

/**
 * Hands out starts at an even rate: `next_at` is when the next one is due if they came one by one. A burst of
 * the whole count is let through at once; what comes on top gets a time of its own to come back at.
 */
const RESERVE = `
  INSERT INTO job_rates AS rate (name, next_at) VALUES ($1, now() + make_interval(secs => $2))
  ON CONFLICT (name) DO UPDATE SET
    next_at = greatest(rate.next_at, now()) + make_interval(secs => $2)
  RETURNING greatest(0, extract(epoch FROM next_at - make_interval(secs => $3) - now()))::float8 AS wait`;

/** Keeps the rates of kinds over all workers. */
@Injectable()
export class RateGate {
  constructor(private readonly database: Database) {}

  /** Milliseconds until this job may start; its place is then taken, and it need not ask again. */
  async reserve(name: string, rate: { readonly count: number; readonly perMs: number }): Promise<number> {
    const rows = await this.database.query<{ wait: number }>(RESERVE, [
      name,
      rate.perMs / rate.count / 1_000,
      rate.perMs / 1_000,
    ]);
    return Math.ceil((rows[0]?.wait ?? 0) * 1_000);
  }
}
