import { Injectable } from '@nestjs/common';
import { type APIGuildMember, Routes } from 'discord.js';
import { DiscordRest } from './discord-rest.js';

/** Members of guilds. */
@Injectable()
export class GuildMembers {
  constructor(private readonly rest: DiscordRest) {}

  get(guildId: string, userId: string, signal?: AbortSignal): Promise<APIGuildMember> {
    return this.rest.call('Get', Routes.guildMember(guildId, userId), { ...(signal && { signal }) });
  }
}
