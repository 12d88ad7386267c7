export { GiveUp, RetryAt } from './domain/errors.js';
export { jobKind, type JobTable } from './domain/job-kind.js';
export type { Range } from './domain/buckets.js';
export { HandlesJob } from './handlers/handles-job.js';
export type { JobHandler, JobRun } from './handlers/job-handler.js';
export type { JobName, JobPayloads } from './job-kinds.js';
export { Jobs, type Added, type AddOptions, type JobRequest } from './jobs.js';
export { DeadJobs, type DeadJobSummary } from './dead/dead-jobs.js';
export { JobsModule } from './jobs.module.js';
export { JobRunner } from './runner/job-runner.js';
export {
  FindsOwed,
  HandlesDue,
  RunsEvery,
  type DueWork,
  type OwedWork,
  type PeriodicWork,
} from './schedule/works.js';
