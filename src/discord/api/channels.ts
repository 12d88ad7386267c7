import { Injectable } from '@nestjs/common';
import { type APIChannel, type RESTPostAPIGuildChannelJSONBody, Routes } from 'discord.js';
import { DiscordRest } from './discord-rest.js';

/** Channels of a guild. */
@Injectable()
export class Channels {
  constructor(private readonly rest: DiscordRest) {}

  create(guildId: string, channel: RESTPostAPIGuildChannelJSONBody, reason: string): Promise<APIChannel> {
    return this.rest.call('Post', Routes.guildChannels(guildId), { body: channel, reason });
  }
}
