import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, DomainError, newId, type Clock, type JsonValue } from '#kernel';
import type { JobTable } from './domain/job-kind.js';
import { QUEUE_DRIVER, type NewJob, type QueueDriver } from './drivers/driver.js';
import { JOB_TABLE } from './handlers/job-handlers.js';
import { Jobs, type Added, type AddOptions, type LongJobState } from './jobs.js';
import { JobMetrics } from './runner/job-metrics.js';
import { LongJobs } from './runner/long-jobs.js';

const LONGEST_KEY = 200;
const LARGEST_PAYLOAD = 16_384;
const HIGHEST_PRIORITY = 1_000;
const COMPLAIN_EVERY_MS = 10_000;

/** A request of any name, as it is once the compiler has checked it. */
export interface AnyRequest extends AddOptions {
  readonly name: string;
  readonly payload: unknown;
}

@Injectable()
export class JobQueue extends Jobs<Record<string, unknown>, string> {
  private readonly logger = new Logger('Jobs');
  private complainedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly long: LongJobs,
    private readonly metrics: JobMetrics,
    @Inject(QUEUE_DRIVER) private readonly driver: QueueDriver,
    @Inject(JOB_TABLE) private readonly kinds: JobTable,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  override async add(name: string, payload: unknown, options: AddOptions = {}): Promise<Added> {
    const [added] = await this.addMany([{ ...options, name, payload }]);
    return added ?? 'owed';
  }

  override async addMany(requests: readonly AnyRequest[]): Promise<Added[]> {
    const jobs = requests.map((request) => this.toJob(request));
    return this.send(jobs, { ifAbsent: false });
  }

  /** For what a sweep found: a job that waits or runs under its key is left alone, however it stands. */
  async addMissing(requests: readonly (AnyRequest & { readonly wasDead: boolean })[]): Promise<void> {
    const jobs = requests.map((request) => ({ ...this.toJob(request), wasDead: request.wasDead }));
    await this.send(jobs, { ifAbsent: true });
  }

  /** A dead letter goes back to work, or it stays: what is not added here is nowhere else. */
  async revive(dead: {
    readonly name: string;
    readonly key: string | null;
    readonly payload: JsonValue;
  }): Promise<void> {
    const { name, key, payload } = dead;
    if (!this.kinds[name]) {
      throw new DomainError(
        'conflict',
        'unknown_job_kind',
        'This version of Docket has no such kind of job any more. Remove the dead job.',
      );
    }
    await this.driver.add([this.toJob({ name, payload, ...(key === null ? {} : { key }) })], {
      ifAbsent: false,
    });
  }

  override async cancel(name: string, key: string): Promise<boolean> {
    // Noted first: should it begin meanwhile, it reads that.
    await this.long.cancel(name, key);
    const was = await this.driver.remove(name, key);
    if (was === 'running') await this.long.tellCancelled(name, key);
    else await this.long.end(name, key);
    return was !== 'absent';
  }

  override async state(name: string, key: string): Promise<LongJobState | null> {
    const state = await this.driver.state(name, key);
    if (state === 'absent') return null;
    return { state, progress: state === 'running' ? await this.long.progressOf(name, key) : 0 };
  }

  private async send(jobs: readonly NewJob[], options: { readonly ifAbsent: boolean }): Promise<Added[]> {
    if (jobs.length === 0) return [];
    try {
      return await this.driver.add(jobs, options);
    } catch (error) {
      this.complain(jobs, error);
      return jobs.map(() => 'owed' as const);
    }
  }

  /** One line for an outage, not one for every job it meets. */
  private complain(jobs: readonly NewJob[], error: unknown): void {
    for (const { name } of jobs) this.metrics.notAdded(name, 1);
    if (performance.now() - this.complainedAt < COMPLAIN_EVERY_MS) return;
    this.complainedAt = performance.now();
    this.logger.warn({ job: jobs[0]?.name, error }, 'Jobs could not be added; a sweep of what is owed will');
  }

  private toJob(request: AnyRequest): NewJob {
    const { name, key, runAt, priority = 0, maxAttempts } = request;
    const kind = this.kinds[name];
    if (!kind) throw new TypeError(`There is no kind of job named ${name}`);
    if (key === undefined ? kind.long : key === '' || key.length > LONGEST_KEY) {
      throw new TypeError(`The job ${name} needs a key of 1 to ${LONGEST_KEY} characters`);
    }
    if (!Number.isInteger(priority) || priority < 0 || priority > HIGHEST_PRIORITY) {
      throw new TypeError(`The priority of ${name} must be a whole number from 0 to ${HIGHEST_PRIORITY}`);
    }
    if (maxAttempts !== undefined && !(Number.isInteger(maxAttempts) && maxAttempts > 0)) {
      throw new TypeError(`The attempts of ${name} must be a whole number from 1`);
    }
    if (runAt !== undefined && Number.isNaN(runAt.getTime())) {
      throw new TypeError(`The time of ${name} is no time`);
    }
    return {
      id: newId(),
      name,
      key: key ?? null,
      payload: storable(name, request.payload),
      // One that has come means at once, by the queue's clock.
      runAt: runAt !== undefined && runAt > this.clock.now() ? runAt : null,
      priority,
      maxAttempts: maxAttempts ?? null,
      wasDead: false,
    };
  }
}

function storable(name: string, payload: unknown): JsonValue {
  const text = JSON.stringify(payload);
  // Postgres can't hold the escaped NUL either.
  if (text === undefined || text.length > LARGEST_PAYLOAD || text.includes('\\u0000')) {
    throw new TypeError(
      `The payload of ${name} must be JSON of at most ${LARGEST_PAYLOAD} characters: ids, no data`,
    );
  }
  return payload as JsonValue;
}
