import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Job } from 'graphile-worker';
import { GroupCommit, type Database } from '#platform';
import type { Outcome } from '../../domain/outcome.js';
import type { LaneSql } from './lane-sql.js';

const PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;
const MOST_TOGETHER = 100;

/** Writes what became of the runs of one lane. */
export class LaneSettling {
  private readonly logger = new Logger('Jobs');
  private closed = false;

  /** Runs that end about the same time are deleted together; true for those that were. */
  private readonly finishing = new GroupCommit<Job, boolean>({
    commit: (rows) => this.finish(rows),
    keyOf: ({ id }) => id,
    lanes: 1,
    maxGroup: MOST_TOGETHER,
    maxWaiting: 10_000,
  });

  constructor(
    private readonly database: Database,
    private readonly sql: LaneSql,
  ) {}

  /**
   * Goes on until it is written, as what isn't would be done twice or never; its place in the lane is kept
   * meanwhile, and without a database there is nothing to do with it. True when something was added under
   * the job's key while it ran: then it runs once more, and an outcome `dead` has not come to pass.
   */
  async settle(row: Job, outcome: Outcome): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.apply(row, outcome);
      } catch (error) {
        // The row stays locked by a worker that is no more, and is unlocked by another.
        if (this.closed) return false;
        this.logger.warn({ attempt, error }, 'What became of a job could not be written; trying again');
        await delay(Math.min(attempt * PAUSE_MS, LONGEST_PAUSE_MS));
      }
    }
  }

  close(): void {
    this.closed = true;
  }

  private async apply(row: Job, outcome: Outcome): Promise<boolean> {
    const thisRun = [row.id, row.locked_by, row.attempts];
    switch (outcome.type) {
      case 'done':
      case 'dead': {
        if (await this.finishing.submit(row)) return false;
        const [released] = await this.database.query<{ count: number }>(this.sql.runAgain, thisRun);
        return (released?.count ?? 0) > 0;
      }
      case 'later':
        await this.database.query(this.sql.runLater, [
          ...thisRun,
          outcome.at,
          outcome.failures,
          outcome.error,
        ]);
        return false;
      case 'put_back':
        await this.database.query(this.sql.putBack, thisRun);
        return false;
      default:
        return outcome satisfies never;
    }
  }

  private async finish(rows: readonly Job[]): Promise<boolean[]> {
    const deleted = await this.database.query<{ id: string }>(this.sql.finish, [
      rows.map(({ id }) => id),
      rows.map((row) => row.locked_by),
      rows.map(({ attempts }) => attempts),
      rows.map(({ revision }) => revision),
    ]);
    const ids = new Set(deleted.map(({ id }) => id));
    return rows.map(({ id }) => ids.has(id));
  }
}
