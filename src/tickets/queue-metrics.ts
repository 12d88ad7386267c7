import { Injectable } from '@nestjs/common';
import { STREAMS } from '#kernel';
import { Database, Metrics } from '#platform';
import { type InstallationDepth, readInstallationDepth } from './db/installation-depth.reader.js';
import { UNRESOLVED } from './db/ticket-filters.js';

/** However often they are asked for, the tickets are counted once in this time. */
const GOOD_FOR_MS = 10_000;
const WITHIN_MS = 2_000;

/** The queue in the metrics. While the database is away it is missing from them, and the rest is told all the same. */
@Injectable()
export class QueueMetrics {
  private latest: { readonly at: number; readonly depth: Promise<InstallationDepth[] | null> } | null = null;

  constructor(
    metrics: Metrics,
    private readonly database: Database,
  ) {
    metrics.gauge(
      'docket_queue_tickets',
      'Unresolved tickets of all guilds',
      ['stream', 'status'],
      async (gauge) => {
        const depth = await this.depth();
        gauge.reset();
        for (const stream of depth === null ? [] : STREAMS) {
          for (const status of UNRESOLVED) gauge.set({ stream, status }, 0);
        }
        for (const { stream, status, count } of depth ?? []) gauge.set({ stream, status }, count);
      },
    );
    metrics.gauge(
      'docket_queue_oldest_seconds',
      'Age of the oldest unresolved ticket of all guilds',
      ['stream', 'status'],
      async (gauge) => {
        const depth = await this.depth();
        gauge.reset();
        for (const { stream, status, oldestSeconds } of depth ?? []) {
          gauge.set({ stream, status }, oldestSeconds);
        }
      },
    );
  }

  private depth(): Promise<InstallationDepth[] | null> {
    const now = performance.now();
    if (this.latest === null || now - this.latest.at >= GOOD_FOR_MS) {
      this.latest = { at: now, depth: this.read() };
    }
    return this.latest.depth;
  }

  private async read(): Promise<InstallationDepth[] | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), WITHIN_MS);
    });
    try {
      return await Promise.race([readInstallationDepth(this.database).catch(() => null), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
