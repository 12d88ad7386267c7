import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Config } from '#config';
import { DeadJobs } from './dead/dead-jobs.js';
import { DeadJobsStore } from './dead/dead-jobs.store.js';
import type { JobTable } from './domain/job-kind.js';
import { driverParts } from './drivers/driver-provider.js';
import { JOB_TABLE, JobHandlers } from './handlers/job-handlers.js';
import { JOB_KINDS } from './job-kinds.js';
import { JobQueue } from './job-queue.js';
import { Jobs } from './jobs.js';
import { JobMetrics } from './runner/job-metrics.js';
import { JobRunner } from './runner/job-runner.js';
import { LongJobs } from './runner/long-jobs.js';
import { RateGate } from './runner/rate-gate.js';
import { RunJob } from './runner/run-job.js';
import { DueRunner } from './schedule/due-runner.js';
import { Leases } from './schedule/leases.js';
import { OwedSweep } from './schedule/owed-sweep.js';
import { PeriodicRunner } from './schedule/periodic-runner.js';
import { Scheduler } from './schedule/scheduler.js';
import { defaultTimings, JOB_TIMINGS, type JobTimings } from './timings.js';
import { PartitionUpkeep } from './upkeep/partition-upkeep.js';
import { Tidy, TidyHourly } from './upkeep/tidy.js';
import { UPKEEP_KINDS } from './upkeep/upkeep-kinds.js';

/** Global: whoever owes something adds jobs. */
@Module({})
export class JobsModule {
  /** Tests bring kinds of their own and run in quicker time. */
  static async with(
    config: Config,
    databaseUrl: string,
    { kinds = JOB_KINDS, timings = defaultTimings }: { kinds?: JobTable; timings?: JobTimings } = {},
  ): Promise<DynamicModule> {
    const table = { ...UPKEEP_KINDS, ...kinds };
    const driver = await driverParts(config, databaseUrl, table, timings);
    return {
      module: JobsModule,
      global: true,
      imports: [DiscoveryModule, ...driver.imports],
      providers: [
        driver.provider,
        { provide: JOB_TABLE, useValue: table },
        { provide: JOB_TIMINGS, useValue: timings },
        JobQueue,
        { provide: Jobs, useExisting: JobQueue },
        JobHandlers,
        JobMetrics,
        JobRunner,
        RunJob,
        RateGate,
        LongJobs,
        DeadJobs,
        DeadJobsStore,
        Scheduler,
        DueRunner,
        PeriodicRunner,
        OwedSweep,
        Leases,
        PartitionUpkeep,
        Tidy,
        TidyHourly,
      ],
      exports: [Jobs, JobRunner, DeadJobs],
    };
  }
}
