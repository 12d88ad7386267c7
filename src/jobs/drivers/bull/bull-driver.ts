import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type Bull from 'bull';
import type { Redis } from 'ioredis';
import type { JobTable } from '../../domain/job-kind.js';
import type { Outcome } from '../../domain/outcome.js';
import {
  queueUnavailable,
  type FallenJob,
  type JobState,
  type JobWork,
  type NewJob,
  type QueueDepth,
  type QueueDriver,
} from '../driver.js';
import { fromEnvelope, toEnvelope } from '../envelope.js';
import { Comeback } from './comeback.js';
import { JOB_OPTIONS, queueKeys, rankOf } from './format.js';
import type { ScriptedClient } from './scripts.js';

const ALIVE_KEY = '{docket}:alive';
const FIRST_CONNECTION_MS = 2_000;
const MOST_TOGETHER = 100;
const SETTLES_WITHIN_MS = 3_000;
const WORKER_DIED = 'The worker died while it ran this job, again and again.';

/** A queue as it is at run time; the type leaves out what its lock is known by, and how its timers end. */
type Queue = Bull.Queue<unknown> & { readonly token: string; _clearTimers(): Promise<void> };

/** Jobs in Redis, by Bull: one queue for each kind, so that none stands in another's way. */
export class BullDriver implements QueueDriver {
  private readonly logger = new Logger('Jobs');

  /** @param queues by kind; empty in a process that only adds. */
  constructor(
    private readonly adding: Redis & ScriptedClient,
    private readonly kinds: JobTable,
    private readonly queues: ReadonlyMap<string, Bull.Queue<unknown>>,
    private readonly closeWorkers: () => void,
  ) {}

  add(jobs: readonly NewJob[], options: { readonly ifAbsent: boolean }): Promise<('added' | 'merged')[]> {
    return this.reach(async () => {
      const added = new Map<NewJob, boolean>();
      await Promise.all(
        inParts(jobs).map(async (part) => {
          const answers = await this.addPart(part, options.ifAbsent);
          for (const [i, job] of part.entries()) added.set(job, answers[i] === 1);
        }),
      );
      return jobs.map((job) => (added.get(job) === true ? 'added' : 'merged'));
    });
  }

  work(work: JobWork): Promise<void> {
    for (const [name, queue] of this.queues) {
      queue.on('error', (error) => this.logger.warn({ name, error }, 'The queue reports a problem'));
      const run = (job: Bull.Job<unknown>) => this.runOne(queue as Queue, name, job, work);
      queue.process(this.kinds[name]?.concurrency ?? 1, run).catch((error: unknown) => {
        this.logger.error({ name, error }, 'The queue takes no jobs');
      });
    }
    return Promise.resolve();
  }

  async stopTaking(): Promise<void> {
    await this.settled((queue) => queue.pause(true, true));
  }

  async close(): Promise<void> {
    await this.settled((queue) => queue.close());
    this.closeWorkers();
    // Of a queue that did not close in time they would go on for ever.
    for (const queue of this.queues.values()) void (queue as Queue)['_clearTimers']();
    this.adding.disconnect();
  }

  remove(name: string, key: string): Promise<JobState> {
    return this.reach(() => this.adding.docketRemove(queueKeys(name), key));
  }

  state(name: string, key: string): Promise<JobState> {
    return this.reach(() => this.adding.docketState(queueKeys(name), key));
  }

  async takeFallen(keep: (jobs: readonly FallenJob[]) => Promise<void>): Promise<void> {
    for (const name of Object.keys(this.kinds)) {
      const rows = await this.reach(() => this.adding.docketFallen(queueKeys(name)));
      for (const [id, data, failures, rev] of rows) {
        const job = fromEnvelope(name, JSON.parse(data));
        await keep([{ ...job, failures: Number(failures) + 1, error: WORKER_DIED }]);
        await this.reach(() => this.adding.docketDropFallen(queueKeys(name), id, rev, job.key ?? ''));
      }
    }
  }

  async wasEmptied(): Promise<boolean> {
    return (await this.reach(() => this.adding.set(ALIVE_KEY, '1', 'NX'))) !== null;
  }

  async depths(): Promise<QueueDepth[]> {
    return this.reach(() =>
      Promise.all(
        Object.keys(this.kinds).map(async (name) => {
          const base = queueKeys(name);
          const [ready, delayed, running] = await Promise.all([
            this.adding.llen(`${base}wait`),
            this.adding.zcard(`${base}delayed`),
            this.adding.llen(`${base}active`),
          ]);
          return { name, ready, delayed, running };
        }),
      ),
    );
  }

  /** Bull waits for its last commands and connections, and where Redis is away or has just come back for ever. */
  private async settled(work: (queue: Bull.Queue<unknown>) => Promise<void>): Promise<void> {
    const settled = Promise.allSettled([...this.queues.values()].map(work));
    await Promise.race([settled, delay(SETTLES_WITHIN_MS, undefined, { ref: false })]);
  }

  private addPart(jobs: readonly NewJob[], ifAbsent: boolean): Promise<(0 | 1)[]> {
    const now = Date.now();
    const args: (string | number)[] = [JOB_OPTIONS, now, ifAbsent ? '1' : '0'];
    for (const job of jobs) {
      const data = JSON.stringify(toEnvelope(job));
      args.push(job.key ?? '', job.id, data, job.runAt?.getTime() ?? now, rankOf(job.priority));
    }
    return this.adding.docketAdd(queueKeys(jobs[0]!.name), ...args);
  }

  /** Resolves when Bull may delete the job, rejects with a `Comeback` when it goes on waiting. */
  private async runOne(queue: Queue, name: string, row: Bull.Job<unknown>, work: JobWork): Promise<void> {
    const job = {
      ...fromEnvelope(name, row.data),
      failures: row.attemptsMade,
      lastError: row.failedReason ?? null,
    };
    const outcome = await work.run(job);
    const base = queueKeys(name);
    const id = String(row.id);
    if (outcome.type === 'later' || outcome.type === 'put_back') {
      const held = outcome.type === 'later' ? '1' : '0';
      if (job.key !== null) await this.worker(queue).docketRelease(base, id, queue.token, held);
      throw comebackOf(row, outcome);
    }
    if (job.key === null) return;
    const again = Number(await this.worker(queue).docketFinish(base, id, job.key, job.id, queue.token));
    if (again < 0) return;
    if (outcome.type === 'dead') await work.outlived(job);
    throw new Comeback(row, { at: new Date(again), failures: 0, reason: 'Added again while it ran' });
  }

  /** The worker's own connection waits for Redis to come back, as what a run came to must not be dropped. */
  private worker(queue: Queue): ScriptedClient {
    return queue.client as Redis & ScriptedClient;
  }

  private async reach<T>(command: () => Promise<T>): Promise<T> {
    try {
      // At start the first jobs come sooner than the connection does.
      if (this.adding.status === 'connecting' || this.adding.status === 'connect') {
        await once(this.adding, 'ready', { signal: AbortSignal.timeout(FIRST_CONNECTION_MS) });
      }
      return await command();
    } catch (error) {
      throw queueUnavailable(error);
    }
  }
}

function comebackOf(
  row: Bull.Job<unknown>,
  outcome: Extract<Outcome, { type: 'later' | 'put_back' }>,
): Comeback {
  if (outcome.type === 'later') {
    return new Comeback(row, { at: outcome.at, failures: outcome.failures, reason: outcome.error });
  }
  return new Comeback(row, { at: null, failures: row.attemptsMade, reason: 'The worker stopped' });
}

/** Of one kind each, as a script works on one queue, and so few that Redis does nothing else for a moment only. */
function inParts(jobs: readonly NewJob[]): NewJob[][] {
  const parts: NewJob[][] = [];
  const open = new Map<string, NewJob[]>();
  for (const job of jobs) {
    let part = open.get(job.name);
    if (part === undefined || part.length === MOST_TOGETHER) {
      part = [];
      open.set(job.name, part);
      parts.push(part);
    }
    part.push(job);
  }
  return parts;
}
