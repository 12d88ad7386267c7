import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { databaseOptions } from '#config';
import { Database } from './database.js';
import { NotificationListener } from './notification-listener.js';
import { databaseOver } from './open-database.js';

@Module({})
export class DatabaseModule {
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
            poolErrorHandler: (error: unknown) => logger.warn({ error }, 'An idle database connection was lost'),
          }),
        }),
      ],
      providers: [
        { provide: NotificationListener, useFactory: () => new NotificationListener(url) },
        { provide: Database, useFactory: databaseOver, inject: [DataSource, NotificationListener] },
      ],
      exports: [Database],
    };
  }
}
