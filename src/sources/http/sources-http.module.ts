import { Module } from '@nestjs/common';
import { SourcesModule } from '../sources.module.js';
import { HealthController } from '../health/http/health.controller.js';
import { CredentialsController } from './credentials.controller.js';
import { SourcesController } from './sources.controller.js';

@Module({
  imports: [SourcesModule],
  controllers: [SourcesController, CredentialsController, HealthController],
})
export class SourcesHttpModule {}
