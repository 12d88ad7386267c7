import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { withCorrelationId } from '#platform';
import { DeadJobsStore } from '../dead/dead-jobs.store.js';
import type { JobKind, JobTable } from '../domain/job-kind.js';
import { outcomeOfError, tellError, type Outcome } from '../domain/outcome.js';
import type { TakenJob } from '../drivers/driver.js';
import type { JobRun } from '../handlers/job-handler.js';
import { JOB_TABLE, JobHandlers } from '../handlers/job-handlers.js';
import { JOB_TIMINGS, type JobTimings } from '../timings.js';
import { JobAbort } from './job-abort.js';
import { JobMetrics } from './job-metrics.js';
import { LongJobs } from './long-jobs.js';
import { progressWriter } from './progress-writer.js';
import { RateGate } from './rate-gate.js';
import { runHandler } from './run-handler.js';
import { RunningJobs } from './running-jobs.js';

const DONE: Outcome = { type: 'done' };
/** What a job says of itself that was given a time in its kind's rate; when it comes back it may start. */
const HAS_ITS_PLACE = 'Waits for its turn, since its kind has a rate';
const TROUBLE_MS = 2_000;

/** One run of a job, from being taken to its outcome, whatever the queue. */
@Injectable()
export class RunJob {
  readonly running = new RunningJobs();
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly handlers: JobHandlers,
    private readonly dead: DeadJobsStore,
    private readonly long: LongJobs,
    private readonly rates: RateGate,
    private readonly metrics: JobMetrics,
    @Inject(JOB_TABLE) private readonly kinds: JobTable,
    @Inject(JOB_TIMINGS) private readonly timings: JobTimings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Never rejects. */
  run(job: TakenJob): Promise<Outcome> {
    const kind = this.kinds[job.name];
    if (!kind) throw new TypeError(`There is no kind of job named ${job.name}`);
    return withCorrelationId(job.id, () => this.toOutcome(job, kind));
  }

  /** What is written about a run is part of it: a dead letter that can't be written leaves the job alive. */
  private async toOutcome(job: TakenJob, kind: JobKind): Promise<Outcome> {
    const startedAt = performance.now();
    let outcome: Outcome;
    try {
      outcome = (await this.turnedAway(job, kind)) ?? (await this.attempt(job, kind));
      if (outcome !== DONE || job.wasDead || kind.long) await this.note(job, kind, outcome);
    } catch (error) {
      this.logger.warn({ job: job.name, error }, 'A job could not be settled; it runs again');
      outcome = this.later(job, TROUBLE_MS, tellError(error));
    }
    this.metrics.ran(job.name, outcome.type, (performance.now() - startedAt) / 1_000);
    return outcome;
  }

  /** Where its kind has a rate and its turn has not come: when it does. */
  private turnedAway(job: TakenJob, kind: JobKind): Promise<Outcome | null> | null {
    if (kind.rate === null || job.lastError === HAS_ITS_PLACE) return null;
    return this.rates
      .reserve(job.name, kind.rate)
      .then((wait) => (wait > 0 ? this.later(job, wait, HAS_ITS_PLACE) : null));
  }

  private async attempt(job: TakenJob, kind: JobKind): Promise<Outcome> {
    const abort = new JobAbort();
    const entry = { name: job.name, key: job.key, abort };
    this.running.add(entry);
    try {
      if (kind.long && job.key !== null && !(await this.long.begin(job.name, job.key))) return DONE;
      await runHandler(() => this.handle(job, kind, abort), abort, {
        timeoutMs: kind.timeoutMs,
        abortMs: this.timings.abortMs,
      });
      return DONE;
    } catch (error) {
      const { failures, maxAttempts } = job;
      const attempt = { kind, failures, maxAttempts, aborted: abort.reason };
      return outcomeOfError(error, attempt, this.clock.now(), Math.random());
    } finally {
      this.running.delete(entry);
    }
  }

  private handle(job: TakenJob, kind: JobKind, abort: JobAbort): Promise<void> {
    return this.handlers.of(job.name).handle(job.payload, {
      key: job.key,
      attempt: job.failures + 1,
      get signal() {
        return abort.signal;
      },
      progress: kind.long ? this.progressOf(job) : () => noProgress(job),
    });
  }

  private progressOf({ name, key }: TakenJob): JobRun['progress'] {
    return progressWriter(async (percent) => {
      if (key !== null) await this.long.progress(name, key, percent);
    });
  }

  private async note(job: TakenJob, kind: JobKind, outcome: Outcome): Promise<void> {
    const { name, key, failures } = job;
    switch (outcome.type) {
      case 'done':
        if (job.wasDead && key !== null) await this.dead.settled(name, key);
        break;
      case 'later':
        if (outcome.failures > failures) {
          this.logger.warn(
            { job: name, key, failures: outcome.failures, said: outcome.error },
            'A job failed',
          );
        }
        return;
      case 'put_back':
        return;
      case 'dead':
        await this.dead.bury({ ...job, failures: outcome.failures, error: outcome.error });
        this.logger.error(
          { job: name, key, failures: outcome.failures, said: outcome.error },
          'A job failed for good and is now a dead letter',
        );
        break;
      default:
        outcome satisfies never;
    }
    if (kind.long && key !== null) await this.long.end(name, key);
  }

  private later(job: TakenJob, ms: number, error: string): Outcome {
    return { type: 'later', at: new Date(this.clock.now().getTime() + ms), failures: job.failures, error };
  }
}

function noProgress({ name }: TakenJob): never {
  throw new TypeError(`${name} is not declared long, so it has no progress`);
}
