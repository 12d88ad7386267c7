import { Controller, Delete, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CONFIG, type Config } from '#config';
import type { JsonObject } from '#kernel';
import { Documented } from '#http';
import { Authorize } from '#staff';
import { SourcesService } from '../sources.service.js';
import { credentialsDocs } from './credentials.docs.js';
import { ADMIN } from './needs.js';
import { presentSource, presentWithToken } from './present-source.js';

/** What a source proves itself with; every answer here that holds a secret is the only one that does. */
@Controller('v1/guilds/:guildId/sources/:id')
@Documented(credentialsDocs)
export class CredentialsController {
  constructor(
    private readonly sources: SourcesService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('token')
  @Authorize(ADMIN)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async rotateToken(@Param('guildId') guildId: string, @Param('id') id: string): Promise<JsonObject> {
    const { source, token } = await this.sources.rotateToken(guildId, id);
    return presentWithToken(source, token, this.config.http.publicUrl);
  }

  @Post('signing-secret')
  @Authorize(ADMIN)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async rotateSigningSecret(@Param('guildId') guildId: string, @Param('id') id: string): Promise<JsonObject> {
    const { source, secret } = await this.sources.rotateSigningSecret(guildId, id);
    return { ...presentSource(source), signingSecret: secret };
  }

  @Delete('signing-secret')
  @Authorize(ADMIN)
  @HttpCode(204)
  removeSigningSecret(@Param('guildId') guildId: string, @Param('id') id: string): Promise<void> {
    return this.sources.removeSigningSecret(guildId, id);
  }
}
