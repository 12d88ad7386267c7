import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { JsonObject } from '#kernel';
import { Documented, PageQuery } from '#http';
import type { Page } from '#platform';
import { Authorize, AuthorizeAdministrator } from '#staff';
import { GuildReader, GUILDS } from '../db/guild.reader.js';
import { GuildsService } from '../guilds.service.js';
import { MayNameUnknownGuild } from './known-guild.guard.js';
import { PutGuildBody } from './guild.dto.js';
import { guildsDocs } from './guilds.docs.js';
import { presentGuild } from './present-guild.js';

@Controller('v1/guilds')
@Documented(guildsDocs)
export class GuildsController {
  constructor(
    private readonly guilds: GuildsService,
    private readonly reader: GuildReader,
  ) {}

  /** 201 when the guild is new: only the administrator comes here for one that is. */
  @Put(':guildId')
  @Authorize({ role: 'admin', scopes: ['guild:admin'] })
  @MayNameUnknownGuild()
  async put(
    @Param('guildId') guildId: string,
    @Body() { name, settings = {} }: PutGuildBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonObject> {
    const { guild, isNew } = await this.guilds.put(guildId, name.trim(), settings);
    if (isNew) void reply.code(201);
    return presentGuild(guild);
  }

  @Get(':guildId')
  @Authorize({ role: 'moderator', scopes: ['tickets:read', 'guild:admin'] })
  async get(@Param('guildId') guildId: string): Promise<JsonObject> {
    return presentGuild(await this.guilds.get(guildId));
  }

  @Get()
  @AuthorizeAdministrator()
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<JsonObject>> {
    const rows = await this.reader.page(limit + 1, GUILDS.decode(null, cursor));
    return GUILDS.page(null, rows, limit, ({ id }) => ({ id }), presentGuild);
  }
}
