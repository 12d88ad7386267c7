import { Injectable } from '@nestjs/common';
import { Routes, type APIDMChannel } from 'discord-api-types/v10';
import { DiscordCallFailed } from './discord-call-failed.js';
import { DiscordRest } from './discord-rest.js';
import { type Draft, Messages } from './messages.js';

/** Messages to one person. */
@Injectable()
export class DirectMessages {
  constructor(
    private readonly rest: DiscordRest,
    private readonly messages: Messages,
  ) {}

  /** Discord answers with the one that is there, also to a person who takes no messages. */
  async channelWith(userId: string): Promise<string> {
    const body = { recipient_id: userId };
    return (await this.rest.call<APIDMChannel>('Post', Routes.userChannels(), { body })).id;
  }

  /** False for whoever takes no messages of the bot, or shares no server with it. As in `Messages.send`. */
  async send(userId: string, once: string, draft: Draft): Promise<boolean> {
    try {
      await this.messages.send(await this.channelWith(userId), once, draft);
      return true;
    } catch (error) {
      if (error instanceof DiscordCallFailed && ['refused', 'gone'].includes(error.failure)) return false;
      throw error;
    }
  }
}
