import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { CONFIG, type Config } from '#config';
import type { Stop } from '#platform';
import { DeadJobsStore } from '../dead/dead-jobs.store.js';
import { JobCancelled } from '../domain/errors.js';
import type { Outcome } from '../domain/outcome.js';
import { QUEUE_DRIVER, type JobWork, type QueueDriver, type TakenJob } from '../drivers/driver.js';
import { Scheduler } from '../schedule/scheduler.js';
import { JOB_TIMINGS, type JobTimings } from '../timings.js';
import { JobMetrics } from './job-metrics.js';
import { LongJobs } from './long-jobs.js';
import { repeat, type Repeated } from './repeat.js';
import { RunJob } from './run-job.js';

/** Runs jobs in processes with the role `worker`, from the end of their start until they stop. */
@Injectable()
export class JobRunner implements JobWork, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Jobs');
  private readonly repeated: Repeated[] = [];
  private stopListening: Stop | null = null;
  private stopped: Promise<void> | null = null;

  constructor(
    private readonly runJob: RunJob,
    private readonly dead: DeadJobsStore,
    private readonly long: LongJobs,
    private readonly scheduler: Scheduler,
    private readonly metrics: JobMetrics,
    @Inject(QUEUE_DRIVER) private readonly driver: QueueDriver,
    @Inject(JOB_TIMINGS) private readonly timings: JobTimings,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.has('worker')) return;
    await this.driver.work(this);
    this.metrics.showDepths(
      () => this.driver.depths(),
      () => this.dead.count(),
    );
    this.stopListening = await this.long.onCancelled((job) => {
      // What was missed is found by the next look.
      if (job) this.abortCancelled(...job);
    });
    this.repeated.push(
      repeat(this.timings.heartbeatMs, () => this.lookForCancelled()),
      repeat(this.timings.deadAfterMs, () => this.buryFallen()),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop();
  }

  /**
   * Takes no more, lets what runs go on for a while, then aborts it; what was aborted is put back and runs
   * elsewhere. Resolves when nothing runs any more. A second call joins the first.
   */
  stop(): Promise<void> {
    this.stopped ??= this.drain();
    return this.stopped;
  }

  run(job: TakenJob): Promise<Outcome> {
    return this.runJob.run(job);
  }

  async outlived(job: TakenJob): Promise<void> {
    await this.dead.remove(job.id);
  }

  presumedDead(): void {
    this.runJob.running.abortAll();
  }

  private async drain(): Promise<void> {
    const { running } = this.runJob;
    await this.scheduler.stop();
    await Promise.all(this.repeated.map((each) => each.stop()));
    await this.stopListening?.();
    await this.driver.stopTaking();
    if (!(await running.idle(this.timings.drainMs))) {
      this.logger.warn(
        { jobs: running.list().map(({ name }) => name) },
        'Jobs are not done in time; they are aborted and run elsewhere',
      );
      running.refuse();
      running.abortAll();
      await running.idle(this.timings.abortMs * 2);
    }
    await this.driver.close();
  }

  private abortCancelled(name: string, key: string): void {
    this.runJob.running.abort(name, key, new JobCancelled());
  }

  /** A notification may be lost with its connection. */
  private async lookForCancelled(): Promise<void> {
    const keyed = this.runJob.running
      .list()
      .flatMap(({ name, key }) => (key === null ? [] : [{ name, key }]));
    for (const job of await this.long.cancelledAmong(keyed)) this.abortCancelled(...job);
  }

  private async buryFallen(): Promise<void> {
    await this.driver.takeFallen(async (jobs) => {
      for (const job of jobs) {
        await this.dead.bury(job);
        this.logger.error(
          { job: job.name, key: job.key },
          'A job killed its workers and is now a dead letter',
        );
      }
    });
  }
}
