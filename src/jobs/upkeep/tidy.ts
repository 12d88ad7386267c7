import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { DeadJobsStore } from '../dead/dead-jobs.store.js';
import type { JobHandler } from '../handlers/job-handler.js';
import { HandlesJob } from '../handlers/handles-job.js';
import type { JobPayloads } from '../job-kinds.js';
import { Jobs } from '../jobs.js';
import { RunsEvery, type PeriodicWork } from '../schedule/works.js';

type TidyPayload = JobPayloads['jobs.tidy'];

/** Lost every hour or so, it would be missed by nobody; it shows that jobs run where nothing else does. */
@RunsEvery({ name: 'jobs.tidy', everySeconds: 3_600 })
@Injectable()
export class TidyHourly implements PeriodicWork {
  constructor(private readonly jobs: Jobs) {}

  async run(): Promise<void> {
    await this.jobs.add('jobs.tidy', {}, { key: 'tidy' });
  }
}

/** Removes what the jobs module keeps and nobody will ask for any more. */
@HandlesJob('jobs.tidy')
@Injectable()
export class Tidy implements JobHandler<TidyPayload> {
  constructor(
    private readonly database: Database,
    private readonly dead: DeadJobsStore,
  ) {}

  async handle(): Promise<void> {
    await this.dead.forgetOld();
    await this.database.query(`DELETE FROM work_leases WHERE until < now() - interval '1 day'`);
    // A long job takes its row along; what is left was cancelled where none was, or lost with its queue.
    await this.database.query(`DELETE FROM long_jobs WHERE updated_at < now() - interval '7 days'`);
  }
}
