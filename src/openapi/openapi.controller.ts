import { Controller, Get, Header } from '@nestjs/common';
import { Documented, Public } from '#http';
import { OpenApi } from './open-api.js';
import { openApiDocs } from './openapi.docs.js';

@Controller('v1')
@Public()
@Documented(openApiDocs)
export class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', 'no-cache')
  document(): Promise<string> {
    return this.openApi.text();
  }
}
