import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { PROCESS_ROLES, type Config, type ProcessRole } from '#config';
import { CallbacksHttpModule, CallbacksModule } from '#callbacks';
import { DiscordHttpModule, DiscordModule } from '#discord';
import { EvidenceHttpModule, EvidenceModule } from '#evidence';
import { EventsModule } from '#events';
import { GuildsHttpModule, GuildsModule } from '#guilds';
import { HttpModule } from '#http';
import { IntakeHttpModule, IntakeModule } from '#intake';
import { JobsModule } from '#jobs';
import { OpenApiModule } from '#openapi';
import { LiveModule } from '#live';
import { PlatformModule } from '#platform';
import { SourcesHttpModule, SourcesModule } from '#sources';
import { StaffHttpModule, StaffModule } from '#staff';
import { TicketsHttpModule, TicketsModule } from '#tickets';
import { OperationsModule } from './operations/index.js';

/** What every process can do, whoever asks for it there: a route, a command of the bot, a job. */
const CORE: readonly Type[] = [
  StaffModule,
  GuildsModule,
  SourcesModule,
  EvidenceModule,
  IntakeModule,
  TicketsModule,
  EventsModule,
  DiscordModule,
  CallbacksModule,
];

/**
 * What is there for one role alone. A worker needs no module of its own: handlers of jobs stand beside what
 * they work on, and `JobsModule` runs them where the role is.
 */
const OF_ROLE: Readonly<Record<ProcessRole, readonly Type[]>> = {
  api: [
    StaffHttpModule,
    GuildsHttpModule,
    SourcesHttpModule,
    IntakeHttpModule,
    TicketsHttpModule,
    DiscordHttpModule,
    CallbacksHttpModule,
    EvidenceHttpModule,
    OperationsModule,
    OpenApiModule,
    LiveModule,
  ],
  bot: [],
  worker: [],
};

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
        ...CORE,
        ...PROCESS_ROLES.flatMap((role) => (config.roles.has(role) ? OF_ROLE[role] : [])),
      ],
    };
  }
}
