import { Injectable } from '@nestjs/common';
import {
  type APIMessage,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js';
import { digestText } from '#kernel';
import { DiscordRest } from './discord-rest.js';

type Draft = Omit<RESTPostAPIChannelMessageJSONBody, 'nonce' | 'enforce_nonce' | 'tts'>;

/** Nobody is pinged unless a message says whom (I12). */
const NO_PINGS = { parse: [] } satisfies RESTPostAPIChannelMessageJSONBody['allowed_mentions'];
const NONCE_LENGTH = 25;

/** Messages of channels, threads and DMs. */
@Injectable()
export class Messages {
  constructor(private readonly rest: DiscordRest) {}

  /**
   * `once` names what is said: sent again under the same name within minutes, Discord answers with the first.
   * https://discord.com/developers/docs/resources/message#create-message
   */
  send(channelId: string, once: string, draft: Draft, signal?: AbortSignal): Promise<APIMessage> {
    return this.rest.call('Post', Routes.channelMessages(channelId), {
      body: {
        allowed_mentions: NO_PINGS,
        ...draft,
        nonce: digestText(once).slice(0, NONCE_LENGTH),
        enforce_nonce: true,
      },
      ...(signal && { signal }),
    });
  }

  get(channelId: string, messageId: string, signal?: AbortSignal): Promise<APIMessage> {
    return this.rest.call('Get', Routes.channelMessage(channelId, messageId), { ...(signal && { signal }) });
  }

  edit(
    channelId: string,
    messageId: string,
    changes: RESTPatchAPIChannelMessageJSONBody,
    signal?: AbortSignal,
  ): Promise<APIMessage> {
    return this.rest.call('Patch', Routes.channelMessage(channelId, messageId), {
      body: { allowed_mentions: NO_PINGS, ...changes },
      ...(signal && { signal }),
    });
  }

  delete(channelId: string, messageId: string, reason?: string): Promise<void> {
    return this.rest.call('Delete', Routes.channelMessage(channelId, messageId), {
      ...(reason !== undefined && { reason }),
    });
  }
}
