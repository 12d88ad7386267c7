import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { DeadJobsStore } from '../dead/dead-jobs.store.js';
import { JobQueue, type AnyRequest } from '../job-queue.js';
import type { OwedWork } from './works.js';

const PAGE = 500;
/** What died is owed all the same: an outage may be over. */
const REVIVE_SECONDS = 3_600;

/** Adds jobs for what is owed and has none: how what a queue lost comes back. */
@Injectable()
export class OwedSweep {
  constructor(
    private readonly database: Database,
    private readonly dead: DeadJobsStore,
    private readonly queue: JobQueue,
  ) {}

  async sweep(work: OwedWork, signal: AbortSignal): Promise<void> {
    let after: string | null = null;
    do {
      const { jobs, next }: Awaited<ReturnType<OwedWork['find']>> = await work.find(this.database, {
        limit: PAGE,
        after,
      });
      await this.addMissing(jobs);
      after = next;
    } while (after !== null && !signal.aborted);
  }

  private async addMissing(jobs: readonly AnyRequest[]): Promise<void> {
    for (const name of new Set(jobs.map((job) => job.name))) {
      const ofName = jobs.filter((job) => job.name === name);
      const keys = ofName.map(({ key }) => key ?? '');
      if (keys.includes('')) throw new TypeError(`What is owed has a key, and ${name} has none`);
      const dead = await this.dead.died(name, keys);
      const missing = ofName.filter(({ key }) => {
        const secondsAgo = dead.get(key ?? '');
        return secondsAgo === undefined || secondsAgo > REVIVE_SECONDS;
      });
      await this.queue.addMissing(missing.map((job) => ({ ...job, wasDead: dead.has(job.key ?? '') })));
    }
  }
}
