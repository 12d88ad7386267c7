import { Injectable } from '@nestjs/common';
import { Metrics } from '#platform';
import { HealthStore } from './db/health.store.js';
import { HEALTH_STATES } from './domain/assess.js';

/** How many sources are in which state; while the database is away that is missing. */
@Injectable()
export class HealthMetrics {
  constructor(metrics: Metrics, health: HealthStore) {
    metrics.gauge(
      'docket_sources',
      'Approved sources of all guilds, by how they are',
      ['state'],
      async (gauge) => {
        const counts = await health.counts().catch(() => null);
        gauge.reset();
        for (const state of counts === null ? [] : HEALTH_STATES) gauge.set({ state }, 0);
        for (const { state, count } of counts ?? []) gauge.set({ state }, count);
      },
    );
  }
}
