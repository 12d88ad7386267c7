import { Injectable } from '@nestjs/common';
import { Routes, type APIAutoModerationRule } from 'discord-api-types/v10';
import { DiscordRest } from './discord-rest.js';

/** The rules of a guild's AutoMod; needs the permission to manage the guild. */
@Injectable()
export class AutoModRules {
  constructor(private readonly rest: DiscordRest) {}

  list(guildId: string): Promise<APIAutoModerationRule[]> {
    return this.rest.call('Get', Routes.guildAutoModerationRules(guildId));
  }
}
