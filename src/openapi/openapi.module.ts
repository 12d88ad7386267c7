import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DocsController } from './docs.controller.js';
import { OpenApi } from './open-api.js';
import { OpenApiController } from './openapi.controller.js';

/** The description of the API: the document and the page that shows it. */
@Module({
  imports: [DiscoveryModule],
  controllers: [OpenApiController, DocsController],
  providers: [OpenApi],
  exports: [OpenApi],
})
export class OpenApiModule {}
