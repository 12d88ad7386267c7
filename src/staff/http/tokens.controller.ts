import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor, JsonObject } from '#kernel';
import { Documented, PageQuery } from '#http';
import type { Page } from '#platform';
import { API_TOKENS, ApiTokenReader } from '../db/api-token.reader.js';
import type { Grant } from '../domain/grant.js';
import { StaffService } from '../staff.service.js';
import { Authorize, CurrentActor } from './authorize.js';
import { presentToken } from './present-token.js';
import { NewTokenBody } from './token.dto.js';
import { tokensDocs } from './tokens.docs.js';

const ADMIN = { role: 'admin', scopes: ['guild:admin'] } as const;

@Controller('v1/guilds/:guildId/tokens')
@Documented(tokensDocs)
export class TokensController {
  constructor(
    private readonly staff: StaffService,
    private readonly tokens: ApiTokenReader,
  ) {}

  /** The only answer that holds the token. */
  @Post()
  @Authorize(ADMIN)
  @Header('cache-control', 'no-store')
  async issue(
    @Param('guildId') guildId: string,
    @Body() body: NewTokenBody,
    @CurrentActor() actor: Actor,
  ): Promise<JsonObject> {
    const expiresAt = typeof body.expiresAt === 'string' ? new Date(body.expiresAt) : null;
    const request = { name: body.name.trim(), grant: grantOf(body), expiresAt };
    const { facts, token } = await this.staff.issue(guildId, request, actor);
    return { ...presentToken(facts), token };
  }

  @Get()
  @Authorize(ADMIN)
  async list(
    @Param('guildId') guildId: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<JsonObject>> {
    const rows = await this.tokens.page(guildId, limit + 1, API_TOKENS.decode(guildId, cursor));
    return API_TOKENS.page(guildId, rows, limit, ({ id }) => ({ id }), presentToken);
  }

  @Delete(':id')
  @Authorize(ADMIN)
  @HttpCode(204)
  revoke(@Param('guildId') guildId: string, @Param('id') id: string): Promise<void> {
    return this.staff.revoke(guildId, id);
  }
}

/** The body's checks leave one of two forms. */
function grantOf({ userId, role, scopes = [] }: NewTokenBody): Grant {
  return userId !== undefined && role !== undefined
    ? { kind: 'user', userId, role }
    : { kind: 'service', scopes };
}
