import { Injectable, Logger } from '@nestjs/common';
import { Database } from './database.js';

const FIRST_LOOK = 250;
const GROWTH = 4;
const TABLES = [
  'tickets',
  'ticket_parties',
  'ticket_search',
  'claims',
  'signal_keys',
  'signals',
  'events',
] as const;

/**
 * Keeps the planner's statistics in step with fast growth. On a table that was empty when a statement was planned
 * all indexes look alike, and autovacuum may be a minute away, which a raid or a bulk import does not wait.
 * Looks after 250 rows, 1,000, 4,000 and so on: a handful of times in the life of a process.
 */
@Injectable()
export class GrowthStatistics {
  private readonly logger = new Logger('Statistics');
  private written = 0;
  private next = FIRST_LOOK;

  constructor(private readonly database: Database) {}

  /** So many rows more; returns at once. */
  grew(rows: number): void {
    this.written += rows;
    if (this.written < this.next) return;
    this.next = this.written * GROWTH;
    this.database.query(`ANALYZE ${TABLES.join(', ')}`).catch((error: unknown) => {
      this.logger.warn({ error }, 'The statistics of the tables could not be brought up to date');
    });
  }
}
