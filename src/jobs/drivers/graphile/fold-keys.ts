import type { NewJob } from '../driver.js';
import { rowKey } from './lane-sql.js';

/**
 * One statement can't touch a row twice, so requests for one key become one, as the table would merge
 * them. Sorted, so that statements that meet at several rows take them in the same order.
 */
export function foldKeys(jobs: readonly NewJob[]): NewJob[] {
  const keyed = new Map<string, NewJob>();
  const keyless: NewJob[] = [];
  for (const job of jobs) {
    if (job.key === null) {
      keyless.push(job);
      continue;
    }
    const id = rowKey(job.name, job.key);
    const before = keyed.get(id);
    keyed.set(id, before ? merge(before, job) : job);
  }
  const sorted = [...keyed].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, job]) => job);
  return [...sorted, ...keyless];
}

function merge(before: NewJob, job: NewJob): NewJob {
  const isSooner = before.runAt === null || (job.runAt !== null && before.runAt <= job.runAt);
  return {
    ...job,
    runAt: isSooner ? before.runAt : job.runAt,
    priority: Math.max(before.priority, job.priority),
    wasDead: before.wasDead || job.wasDead,
  };
}
