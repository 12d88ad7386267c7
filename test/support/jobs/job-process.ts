import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { loadConfig, type ProcessRole } from '#config';
import { DeadJobs, Jobs, JobsModule, type JobTable } from '#jobs';
import { DocketLogger, PlatformModule } from '#platform';
import { TEST_HANDLERS } from './test-handlers.js';
import { TEST_JOBS, type TestJobs } from './test-jobs.js';
import { TEST_WORKS } from './test-works.js';

/** Days become seconds; wide enough apart that a busy machine doesn't look dead. */
export const QUICK_TIMINGS = {
  heartbeatMs: 300,
  deadAfterMs: 3_000,
  lookMs: 100,
  tickMs: 150,
  drainMs: 400,
  abortMs: 200,
};

export interface JobProcess {
  readonly jobs: TestJobs;
  readonly deadJobs: DeadJobs;
  close(): Promise<void>;
}

export interface JobProcessOptions {
  readonly databaseUrl: string;
  /** Null: jobs in Postgres. */
  readonly redisUrl: string | null;
  readonly role?: ProcessRole;
  readonly kinds?: JobTable;
}

/** Platform and jobs as a process of Docket has them, with the tests' jobs and handlers. */
export async function startJobs(options: JobProcessOptions): Promise<JobProcess> {
  const { databaseUrl, redisUrl, role = 'worker', kinds = TEST_JOBS } = options;
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    DOCKET_ROLES: role,
    ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
  });
  @Module({
    imports: [
      PlatformModule.with(config, databaseUrl),
      JobsModule.with(config, databaseUrl, { kinds, timings: QUICK_TIMINGS }),
    ],
    providers: [...TEST_HANDLERS, ...TEST_WORKS],
  })
  class JobProcessModule {}

  const logger = new DocketLogger(false);
  logger.setLogLevels(['fatal']);
  const app = await Test.createTestingModule({ imports: [JobProcessModule] })
    .setLogger(logger)
    .compile();
  try {
    await app.init();
  } catch (error) {
    await app.close();
    throw error;
  }
  return {
    jobs: app.get<TestJobs>(Jobs),
    deadJobs: app.get(DeadJobs),
    close: () => app.close(),
  };
}
