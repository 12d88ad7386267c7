import { Injectable } from '@nestjs/common';
import { Routes, type APIThreadChannel } from 'discord-api-types/v10';
import { DiscordCallFailed } from './discord-call-failed.js';
import { DiscordRest } from './discord-rest.js';

const ALREADY_THERE = 160_004;
const THREAD_IS_ARCHIVED = 50_083;

/** Threads of channels. */
@Injectable()
export class Threads {
  constructor(private readonly rest: DiscordRest) {}

  /** Starts the public thread of a message, which has one at most: the one it has already will do. Answers its id. */
  async startOn(channelId: string, messageId: string, name: string, signal?: AbortSignal): Promise<string> {
    try {
      const { id } = await this.rest.call<APIThreadChannel>('Post', Routes.threads(channelId, messageId), {
        body: { name },
        ...(signal && { signal }),
      });
      return id;
    } catch (error) {
      // Discord gives a message's thread the message's id.
      if (error instanceof DiscordCallFailed && error.code === ALREADY_THERE) return messageId;
      throw error;
    }
  }

  /** To archive one that is archived is done: by Discord after a while, or by a call whose answer was lost. */
  async change(
    threadId: string,
    changes: { readonly archived?: boolean; readonly locked?: boolean },
    signal?: AbortSignal,
  ): Promise<void> {
    try {
      await this.rest.call('Patch', Routes.channel(threadId), { body: changes, ...(signal && { signal }) });
    } catch (error) {
      const isDone = error instanceof DiscordCallFailed && error.code === THREAD_IS_ARCHIVED;
      if (!isDone || changes.archived !== true) throw error;
    }
  }

  delete(threadId: string, signal?: AbortSignal): Promise<void> {
    return this.rest.call('Delete', Routes.channel(threadId), { ...(signal && { signal }) });
  }
}
