import { Logger } from '@nestjs/common';
import type { Database } from '#platform';
import type { JobTimings } from '../../timings.js';

const SAY = `
  WITH before AS (SELECT max(extract(epoch FROM now() - seen_at)) AS gap FROM job_workers WHERE id = ANY($1)),
       said AS (
         INSERT INTO job_workers (id, seen_at) SELECT unnest($1::text[]), now()
         ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
       )
  SELECT gap::float8 FROM before`;

const FORGET = `DELETE FROM job_workers WHERE id = ANY($1) OR seen_at < now() - interval '1 hour'`;

/**
 * Says that this process lives and unlocks what dead ones held: graphile-worker itself waits four hours.
 * All times are the database's, so that no two clocks are compared.
 */
export class WorkerLife {
  private readonly logger = new Logger('Jobs');
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> | null = null;
  /** Since when nobody can have missed a sign of life of ours. */
  private heardSince: number | null = null;

  constructor(
    private readonly database: Database,
    private readonly unlockDead: readonly string[],
    private readonly workerIds: () => string[],
    private readonly onPresumedDead: () => void,
    private readonly timings: JobTimings,
  ) {}

  async start(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => void this.beat(), this.timings.heartbeatMs).unref();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.beating;
    await this.database.query(FORGET, [this.workerIds()]).catch(() => {});
  }

  private beat(): Promise<void> {
    this.beating ??= this.sayAndLook().finally(() => {
      this.beating = null;
    });
    return this.beating;
  }

  private async sayAndLook(): Promise<void> {
    try {
      const rows = await this.database.query<{ gap: number | null }>(SAY, [this.workerIds()]);
      if ((rows[0]?.gap ?? 0) * 1_000 > this.timings.deadAfterMs) {
        this.heardSince = null;
        this.logger.warn(
          { gap: rows[0]?.gap },
          'This worker was silent for so long that its jobs run elsewhere',
        );
        this.onPresumedDead();
      }
      this.heardSince ??= performance.now();
      // After the database was away everyone looks dead: judge when all have had time to speak.
      if (performance.now() - this.heardSince >= this.timings.deadAfterMs) await this.bury();
    } catch (error) {
      this.heardSince = null;
      this.logger.warn({ error }, 'No sign of life could be given; trying again');
    }
  }

  private async bury(): Promise<void> {
    for (const sql of this.unlockDead) {
      const rows = await this.database.query<{ workers: string[] }>(sql, [this.timings.deadAfterMs / 1_000]);
      const workers = rows[0]?.workers;
      if (workers) this.logger.warn({ workers }, 'Workers died; their jobs run again');
    }
  }
}
