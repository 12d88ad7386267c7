import { jobKind } from '../domain/job-kind.js';

/** The module's own jobs; they belong to every table. */
export const UPKEEP_KINDS = {
  'jobs.tidy': jobKind<Record<string, never>>()({ lane: 'background', concurrency: 1 }),
};
