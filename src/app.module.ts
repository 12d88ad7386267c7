import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from '#config';
import { HttpModule } from '#http';
import { PlatformModule } from '#platform';

/** The composition root: modules in the order that data flows. */
@Module({})
export class AppModule {
  static with(config: Config, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.with(config, databaseUrl), HttpModule],
    };
  }
}
