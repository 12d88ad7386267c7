import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from '#config';
import { EventsModule } from '#events';
import { GuildsModule } from '#guilds';
import { HttpModule } from '#http';
import { IntakeHttpModule, IntakeModule } from '#intake';
import { JobsModule } from '#jobs';
import { OpenApiModule } from '#openapi';
import { LiveModule } from '#live';
import { PlatformModule } from '#platform';
import { SourcesModule } from '#sources';
import { StaffModule } from '#staff';
import { TicketsModule } from '#tickets';
import { OperationsModule } from './operations/index.js';

/** The composition root: modules in the order that data flows. */
@Module({})
export class AppModule {
  static with(config: Config, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, databaseUrl),
        HttpModule,
        JobsModule.with(config, databaseUrl),
        StaffModule,
        GuildsModule,
        SourcesModule,
        IntakeModule,
        IntakeHttpModule,
        TicketsModule,
        EventsModule,
        OperationsModule,
        OpenApiModule,
        LiveModule,
      ],
    };
  }
}
