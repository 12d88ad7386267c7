import { setTimeout as delay } from 'node:timers/promises';
import { JobsStopping } from '../domain/errors.js';
import type { JobAbort } from './job-abort.js';

export interface RunningJob {
  readonly name: string;
  readonly key: string | null;
  readonly abort: JobAbort;
}

const LOOK_MS = 20;

/** What runs in this process. */
export class RunningJobs {
  private readonly jobs = new Set<RunningJob>();
  private stopping = false;

  /** A job that begins while the process stops is aborted before it has done anything. */
  add(job: RunningJob): void {
    this.jobs.add(job);
    if (this.stopping) job.abort.abort(new JobsStopping());
  }

  delete(job: RunningJob): void {
    this.jobs.delete(job);
  }

  list(): readonly RunningJob[] {
    return [...this.jobs];
  }

  abort(name: string, key: string, reason: Error): void {
    for (const job of this.jobs) {
      if (job.name === name && job.key === key) job.abort.abort(reason);
    }
  }

  abortAll(): void {
    for (const job of this.jobs) job.abort.abort(new JobsStopping());
  }

  /** From now on whatever begins is put back. */
  refuse(): void {
    this.stopping = true;
  }

  /** Waits until nothing runs, at most so long; true when nothing does. */
  async idle(withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    while (this.jobs.size > 0 && performance.now() < deadline) await delay(LOOK_MS);
    return this.jobs.size === 0;
  }
}
