import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { Metrics } from '#platform';
import type { QueueDepth } from '../drivers/driver.js';

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

interface OfKind {
  /** By outcome. */
  readonly runs: Record<string, Counter.Internal>;
  readonly seconds: Histogram.Internal<'name'>;
}

@Injectable()
export class JobMetrics {
  private readonly runs: Counter<'name' | 'outcome'>;
  private readonly seconds: Histogram<'name'>;
  private readonly owed: Counter<'name'>;
  private readonly kinds = new Map<string, OfKind>();

  constructor(private readonly metrics: Metrics) {
    const registers = [metrics.registry];
    this.runs = new Counter({
      name: 'docket_job_runs_total',
      help: 'Runs of jobs, by what became of them: done, later, put_back, dead',
      labelNames: ['name', 'outcome'],
      registers,
    });
    this.seconds = new Histogram({
      name: 'docket_job_seconds',
      help: 'Time a run of a job took',
      labelNames: ['name'],
      buckets: SECONDS,
      registers,
    });
    this.owed = new Counter({
      name: 'docket_jobs_not_added_total',
      help: 'Jobs that could not be added because the queue was away; a sweep adds them later',
      labelNames: ['name'],
      registers,
    });
  }

  ran(name: string, outcome: string, seconds: number): void {
    const kind = this.ofKind(name);
    (kind.runs[outcome] ??= this.runs.labels({ name, outcome })).inc();
    kind.seconds.observe(seconds);
  }

  /** What is counted for every job is looked up once. */
  private ofKind(name: string): OfKind {
    let kind = this.kinds.get(name);
    if (kind === undefined) {
      kind = { runs: {}, seconds: this.seconds.labels({ name }) };
      this.kinds.set(name, kind);
    }
    return kind;
  }

  notAdded(name: string, count: number): void {
    this.owed.inc({ name }, count);
  }

  /** What waits, asked for with every scrape; where it can't be told, the last that was known stands. */
  showDepths(depths: () => Promise<QueueDepth[]>, dead: () => Promise<number>): void {
    this.metrics.gauge(
      'docket_jobs',
      'Jobs by what they wait for: ready, delayed, running',
      ['name', 'state'],
      async (gauge) => {
        for (const { name, ready, delayed, running } of await depths().catch(() => [])) {
          gauge.set({ name, state: 'ready' }, ready);
          gauge.set({ name, state: 'delayed' }, delayed);
          gauge.set({ name, state: 'running' }, running);
        }
      },
    );
    this.metrics.gauge('docket_dead_jobs', 'Jobs that failed for good', [], async (gauge) => {
      const count = await dead().catch(() => null);
      if (count !== null) gauge.set(count);
    });
  }
}
