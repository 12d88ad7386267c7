import { Injectable } from '@nestjs/common';
import { Routes, type APIChannel, type RESTPostAPIGuildChannelJSONBody } from 'discord-api-types/v10';
import { DiscordRest } from './discord-rest.js';

/** Channels of a guild. */
@Injectable()
export class Channels {
  constructor(private readonly rest: DiscordRest) {}

  create(guildId: string, channel: RESTPostAPIGuildChannelJSONBody, reason: string): Promise<APIChannel> {
    return this.rest.call('Post', Routes.guildChannels(guildId), { body: channel, reason });
  }
}
