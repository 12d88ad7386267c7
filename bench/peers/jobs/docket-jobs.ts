import 'reflect-metadata';
import { Injectable, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '#config';
import { jobKind, Jobs, JobsModule, type JobHandler } from '#jobs';
import { PlatformModule } from '#platform';
import { JobHandlerOf } from '../../../src/jobs/handlers/handles-job.js';
import { CONCURRENCY, serveJobs } from '../../support/job-peer.js';

interface Numbered {
  readonly number: number;
}

const KINDS = {
  'bench.numbered': jobKind<Numbered>()({ lane: 'interactive', concurrency: CONCURRENCY }),
} as const;
type BenchJobs = Jobs<{ 'bench.numbered': Numbered }>;

Logger.overrideLogger(['warn', 'error', 'fatal']);
const databaseUrl = process.env['DATABASE_URL']!;
const redisUrl = process.env['REDIS_URL'];
const config = loadConfig({
  DATABASE_URL: databaseUrl,
  DOCKET_ROLES: 'worker',
  ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
});

/** Docket's own jobs, with the driver that the environment chooses. */
await serveJobs(async (ran) => {
  @JobHandlerOf('bench.numbered')
  @Injectable()
  class NumberedHandler implements JobHandler<Numbered> {
    async handle({ number }: Numbered): Promise<void> {
      ran(number);
    }
  }

  @Module({
    imports: [
      PlatformModule.with(config, databaseUrl),
      JobsModule.with(config, databaseUrl, { kinds: KINDS }),
    ],
    providers: [NumberedHandler],
  })
  class BenchJobsModule {}

  const app = await NestFactory.createApplicationContext(BenchJobsModule, { abortOnError: false });
  const jobs = app.get<BenchJobs>(Jobs);
  return {
    addMany: (numbers) =>
      jobs.addMany(numbers.map((number) => ({ name: 'bench.numbered', payload: { number } }) as const)),
    addOne: (number) => jobs.add('bench.numbered', { number }),
    close: () => app.close(),
  };
});
