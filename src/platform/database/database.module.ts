import { type DynamicModule, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { databaseOptions } from '#config';
import { Database } from './database.js';
import { GrowthStatistics } from './growth-statistics.js';
import { openDatabase } from './open-database.js';

const OPENED = Symbol('OpenedDatabase');
type Opened = ReturnType<typeof openDatabase>;

@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(OPENED) private readonly opened: Opened) {}

  static at(url: string): DynamicModule {
    const logger = new Logger('Database');
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: async () => ({
            ...(await databaseOptions(url)),
            retryAttempts: 1,
            poolErrorHandler: (error: unknown) =>
              logger.warn({ error }, 'An idle database connection was lost'),
          }),
        }),
      ],
      providers: [
        {
          provide: OPENED,
          useFactory: (dataSource: DataSource) => openDatabase(dataSource, url),
          inject: [DataSource],
        },
        { provide: Database, useFactory: (opened: Opened) => opened.database, inject: [OPENED] },
        GrowthStatistics,
      ],
      exports: [Database, GrowthStatistics],
    };
  }

  /** Others may still use the database while they are taken down, so it goes last. */
  async onApplicationShutdown(): Promise<void> {
    await this.opened.close();
  }
}
