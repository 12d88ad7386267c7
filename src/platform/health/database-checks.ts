import { Injectable, type OnModuleInit } from '@nestjs/common';
import { newestMigration } from '#config';
import { Database } from '../database/database.js';
import { Readiness } from './readiness.js';

/** The database answers, and its tables are not older than this code. */
@Injectable()
export class DatabaseChecks implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    const newest = newestMigration();
    this.readiness.add({ name: 'database', check: () => this.answers() });
    this.readiness.add({ name: 'migrations', check: () => this.isMigratedTo(newest) });
  }

  private async answers(): Promise<void> {
    await this.database.query('SELECT 1');
  }

  private async isMigratedTo(newest: number): Promise<void> {
    const rows = await this.database.query<{ newest: string }>(
      'SELECT max(timestamp) AS newest FROM schema_migrations',
    );
    if (Number(rows[0]?.newest) < newest) throw new Error('The tables are older than the code');
  }
}
