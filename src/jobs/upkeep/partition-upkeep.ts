import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from '#platform';
import { RunsEvery, type PeriodicWork } from '../schedule/works.js';

const MONTHS_AHEAD = 3;
const DAY_SECONDS = 86_400;

/** Months of signals and events have their tables before they begin: every start sees to it, and every day. */
@RunsEvery({ name: 'jobs.partitions', everySeconds: DAY_SECONDS })
@Injectable()
export class PartitionUpkeep implements PeriodicWork, OnModuleInit {
  private readonly logger = new Logger('Jobs');

  constructor(private readonly database: Database) {}

  /** A month without its table goes into the default one, so a failure is no reason not to start. */
  async onModuleInit(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      this.logger.error({ error }, 'The tables of the coming months could not be made');
    }
  }

  async run(): Promise<void> {
    await this.database.query('SELECT ensure_month_partitions($1)', [MONTHS_AHEAD]);
  }
}
