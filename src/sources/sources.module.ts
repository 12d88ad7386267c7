import { Module } from '@nestjs/common';
import { BuiltInSources } from './built-in-sources.js';
import { SourceLookupReader } from './db/source-lookup.reader.js';
import { SourceReader } from './db/source.reader.js';
import { SourceStore } from './db/source.store.js';
import { HealthStore } from './health/db/health.store.js';
import { TrafficStore } from './health/db/traffic.store.js';
import { HealthMetrics } from './health/health-metrics.js';
import { HealthWatch } from './health/health-watch.js';
import { SourceTraffic } from './health/source-traffic.js';
import { LogChannelSources } from './log-channel-sources.js';
import { SourceDirectory } from './source-directory.js';
import { SourcesService } from './sources.service.js';

@Module({
  providers: [
    SourceReader,
    SourceStore,
    SourceLookupReader,
    SourceDirectory,
    SourcesService,
    BuiltInSources,
    TrafficStore,
    HealthStore,
    SourceTraffic,
    HealthWatch,
    HealthMetrics,
    LogChannelSources,
  ],
  exports: [
    SourceTraffic,
    HealthStore,
    SourceDirectory,
    SourceReader,
    SourcesService,
    BuiltInSources,
    LogChannelSources,
  ],
})
export class SourcesModule {}
