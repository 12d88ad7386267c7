import { Injectable } from '@nestjs/common';
import {
  Routes,
  type APIMessage,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';
import { digestText, firstSnowflakeAt } from '#kernel';
import { DiscordRest } from './discord-rest.js';

export type Draft = Omit<RESTPostAPIChannelMessageJSONBody, 'nonce' | 'enforce_nonce' | 'tts'>;

/** Nobody is pinged unless a message says whom (I12). */
const NO_PINGS = { parse: [] } satisfies RESTPostAPIChannelMessageJSONBody['allowed_mentions'];
const NONCE_LENGTH = 25;
/** How much Discord's clock may be behind ours. */
const CLOCKS_DIFFER_MS = 60_000;
const PAGE = 100;
const MOST_PAGES = 10;

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

  /** The newest of a channel, or the first ones after a message; in either case the newest comes first. */
  list(
    channelId: string,
    { after, limit }: { readonly after?: string; readonly limit: number },
    signal?: AbortSignal,
  ): Promise<APIMessage[]> {
    return this.rest.call('Get', Routes.channelMessages(channelId), {
      query: new URLSearchParams({ limit: String(limit), ...(after !== undefined && { after }) }),
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

  /**
   * Looks for one of the bot's own messages that was sent at or after a time: what it may have said without
   * living to hear the answer.
   */
  async findOwn(
    channelId: string,
    since: Date,
    is: (message: APIMessage) => boolean,
    signal?: AbortSignal,
  ): Promise<APIMessage | null> {
    let after = firstSnowflakeAt(since.getTime() - CLOCKS_DIFFER_MS);
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const messages = await this.rest.call<APIMessage[]>('Get', Routes.channelMessages(channelId), {
        query: new URLSearchParams({ after, limit: String(PAGE) }),
        ...(signal && { signal }),
      });
      const found = messages.find(is);
      if (found !== undefined) return found;
      // Newest first within the page, and pages go from old to new.
      const newest = messages[0];
      if (newest === undefined || messages.length < PAGE) return null;
      after = newest.id;
    }
    return null;
  }

  delete(channelId: string, messageId: string, reason?: string): Promise<void> {
    return this.rest.call('Delete', Routes.channelMessage(channelId, messageId), {
      ...(reason !== undefined && { reason }),
    });
  }
}
