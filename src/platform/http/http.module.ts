import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { HealthModule } from '../health/health.module.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { ProblemFilter } from './problem-filter.js';
import { RouteTable } from './route-table.js';
import { Validation } from './validation.js';

/** The HTTP edge that all controllers share. */
@Module({
  imports: [HealthModule],
  controllers: [MetricsController],
  providers: [
    RouteTable,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: Validation },
  ],
  exports: [RouteTable, HealthModule],
})
export class HttpModule {}
