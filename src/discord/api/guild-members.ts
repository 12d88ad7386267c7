import { Injectable } from '@nestjs/common';
import { Routes, type APIGuildMember } from 'discord-api-types/v10';
import { DiscordRest } from './discord-rest.js';

/** Members of guilds. */
@Injectable()
export class GuildMembers {
  constructor(private readonly rest: DiscordRest) {}

  /** In the order of their ids; needs the intent for members. https://discord.com/developers/docs/resources/guild#list-guild-members */
  page(guildId: string, after: string, limit: number, signal?: AbortSignal): Promise<APIGuildMember[]> {
    return this.rest.call('Get', Routes.guildMembers(guildId), {
      query: new URLSearchParams({ after, limit: String(limit) }),
      ...(signal && { signal }),
    });
  }

  get(guildId: string, userId: string, signal?: AbortSignal): Promise<APIGuildMember> {
    return this.rest.call('Get', Routes.guildMember(guildId, userId), { ...(signal && { signal }) });
  }
}
