import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { Database, Metrics } from '#platform';
import type { DisabledReason } from './domain/endpoint.js';
import type { Verdict } from './domain/verdict.js';

const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** However often they are asked for, what is owed is counted once in this time. */
const GOOD_FOR_MS = 10_000;

interface Owed {
  readonly pending: number;
  readonly oldestSeconds: number;
}

// Of all guilds at once: the index holds what is owed and nothing else.
const OWED = `
  SELECT count(*)::int AS pending, coalesce(extract(epoch FROM now() - min(d.created_at)), 0)::float8 AS "oldestSeconds"
  FROM callback_deliveries d WHERE d.state = 'pending'`;

@Injectable()
export class CallbackMetrics {
  private readonly calls: Counter<'outcome'>;
  private readonly seconds: Histogram<'outcome'>;
  private readonly disabled: Counter<'reason'>;
  private latest: { readonly at: number; readonly owed: Promise<Owed | null> } | null = null;

  constructor(
    metrics: Metrics,
    private readonly database: Database,
  ) {
    const registers = [metrics.registry];
    this.calls = new Counter({
      name: 'docket_callbacks_total',
      help: 'Calls to endpoints, by what became of what they told: delivered, later, failed',
      labelNames: ['outcome'],
      registers,
    });
    this.seconds = new Histogram({
      name: 'docket_callback_seconds',
      help: 'Time a call to an endpoint took',
      buckets: SECONDS,
      labelNames: ['outcome'],
      registers,
    });
    this.disabled = new Counter({
      name: 'docket_callback_endpoints_disabled_total',
      help: 'Endpoints that were switched off, by why',
      labelNames: ['reason'],
      registers,
    });
    metrics.gauge('docket_callbacks_pending', 'Callbacks of all guilds that are owed', [], async (gauge) => {
      const owed = await this.owed();
      if (owed !== null) gauge.set(owed.pending);
    });
    metrics.gauge(
      'docket_callbacks_oldest_seconds',
      'Age of the oldest callback of all guilds that is owed',
      [],
      async (gauge) => {
        const owed = await this.owed();
        if (owed !== null) gauge.set(owed.oldestSeconds);
      },
    );
  }

  called(outcome: Verdict['delivery'], seconds: number): void {
    this.calls.inc({ outcome });
    this.seconds.observe({ outcome }, seconds);
  }

  switchedOff(reason: DisabledReason): void {
    this.disabled.inc({ reason });
  }

  private owed(): Promise<Owed | null> {
    const now = performance.now();
    if (this.latest === null || now - this.latest.at >= GOOD_FOR_MS) {
      this.latest = { at: now, owed: this.read() };
    }
    return this.latest.owed;
  }

  private async read(): Promise<Owed | null> {
    try {
      return (await this.database.query<Owed>(OWED))[0] ?? null;
    } catch {
      return null;
    }
  }
}
