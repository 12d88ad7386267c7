import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Metrics } from './metrics.js';

/** Requests that wait for a connection are the first sign of a database that can't keep up. */
@Injectable()
export class PoolMetrics {
  constructor(metrics: Metrics, database: Database) {
    metrics.gauge(
      'docket_database_connections',
      'Connections of this process to its database, and requests that wait for one',
      ['state'],
      (gauge) => {
        const { total, idle, waiting } = database.connections();
        gauge.set({ state: 'busy' }, total - idle);
        gauge.set({ state: 'idle' }, idle);
        gauge.set({ state: 'waiting' }, waiting);
      },
    );
  }
}
