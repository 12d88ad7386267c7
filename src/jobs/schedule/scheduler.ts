import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { CONFIG, type Config } from '#config';
import { QUEUE_DRIVER, type QueueDriver } from '../drivers/driver.js';
import { repeat, type Repeated } from '../runner/repeat.js';
import { JOB_TIMINGS, type JobTimings } from '../timings.js';
import { DueRunner } from './due-runner.js';
import { OwedSweep } from './owed-sweep.js';
import { PeriodicRunner } from './periodic-runner.js';
import {
  WORK_MARKS,
  type DueWork,
  type OwedWork,
  type PeriodicOptions,
  type PeriodicWork,
  type WorkOptions,
} from './works.js';

interface Found<Options, Work> {
  readonly options: Options;
  readonly work: Work;
}

/** Runs everything that happens at a time, in processes with the role `worker`. Needs Postgres alone. */
@Injectable()
export class Scheduler implements OnApplicationBootstrap {
  private readonly logger = new Logger('Jobs');
  private readonly repeated: Repeated[] = [];
  private owed: ReadonlyMap<string, Found<WorkOptions, OwedWork>> = new Map();
  private stopped: Promise<void> | null = null;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly due: DueRunner,
    private readonly periodic: PeriodicRunner,
    private readonly sweep: OwedSweep,
    @Inject(QUEUE_DRIVER) private readonly driver: QueueDriver,
    @Inject(JOB_TIMINGS) private readonly timings: JobTimings,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const due = this.found<WorkOptions, DueWork<unknown>>('due');
    this.owed = this.found<WorkOptions, OwedWork>('owed');
    const periodic = new Map([
      ...this.found<PeriodicOptions, PeriodicWork>('periodic'),
      ...this.owedAsPeriodic(),
    ]);
    if (!this.config.roles.has('worker')) return;

    await this.periodic.register([...periodic.values()].map(({ options }) => options));
    for (const { options, work } of due.values()) {
      const round = (signal: AbortSignal) => this.due.run(options.name, work, signal);
      this.repeated.push(repeat(options.everySeconds * 1_000, round));
    }
    this.repeated.push(
      repeat(this.timings.tickMs, (signal) => this.periodic.tick(periodic, signal)),
      repeat(this.timings.tickMs, (signal) => this.refill(signal)),
    );
  }

  /** Begins nothing more and waits for what is going on, which is asked to end. */
  stop(): Promise<void> {
    this.stopped ??= this.end();
    return this.stopped;
  }

  private async end(): Promise<void> {
    await Promise.all(this.repeated.map((each) => each.stop()));
    await this.periodic.idle();
  }

  /** After the queue lost everything: what is owed comes back now, not when its sweep is due. */
  private async refill(signal: AbortSignal): Promise<void> {
    // Without an answer there is nothing to fill.
    if (!(await this.driver.wasEmptied().catch(() => false))) return;
    for (const { options, work } of this.owed.values()) {
      this.logger.log({ work: options.name }, 'The queue is empty; adding what is owed');
      await this.sweep.sweep(work, signal);
    }
  }

  private owedAsPeriodic(): [string, Found<PeriodicOptions, PeriodicWork>][] {
    return [...this.owed.values()].map(({ options, work }) => {
      const name = `owed:${options.name}`;
      const run = (_range: unknown, signal: AbortSignal) => this.sweep.sweep(work, signal);
      return [name, { options: { ...options, name }, work: { run } }];
    });
  }

  private found<Options extends WorkOptions, Work>(
    sort: keyof typeof WORK_MARKS,
  ): Map<string, Found<Options, Work>> {
    const mark = WORK_MARKS[sort];
    const works = new Map<string, Found<Options, Work>>();
    for (const wrapper of this.discovery.getProviders({ metadataKey: mark.KEY })) {
      const options = this.discovery.getMetadataByDecorator<typeof mark>(mark, wrapper) as
        Options | undefined;
      if (!options) continue;
      if (works.has(options.name)) throw new TypeError(`Two works (${sort}) are named ${options.name}`);
      works.set(options.name, { options, work: wrapper.instance as Work });
    }
    return works;
  }
}
