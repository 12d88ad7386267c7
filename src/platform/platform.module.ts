import { type DynamicModule, Module } from '@nestjs/common';
import { CLOCK, systemClock } from '#kernel';
import { CONFIG, type Config } from '#config';
import { DatabaseModule } from './database/database.module.js';
import { Metrics } from './metrics/metrics.js';
import { PoolMetrics } from './metrics/pool-metrics.js';

/** What every module stands on; global, so that no feature imports it. */
@Module({})
export class PlatformModule {
  static with(config: Config, databaseUrl: string): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [DatabaseModule.at(databaseUrl)],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: CLOCK, useValue: systemClock },
        Metrics,
        PoolMetrics,
      ],
      exports: [CONFIG, CLOCK, Metrics],
    };
  }
}
