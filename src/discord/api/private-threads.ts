import { Injectable } from '@nestjs/common';
import { ChannelType, Routes, type APIThreadChannel } from 'discord-api-types/v10';
import { DiscordRest } from './discord-rest.js';

const WEEK_MINUTES = 10_080;

/** Private threads in which staff and one member talk. */
@Injectable()
export class PrivateThreads {
  constructor(private readonly rest: DiscordRest) {}

  /** Nobody in it can let others in. */
  create(parentId: string, name: string, signal?: AbortSignal): Promise<APIThreadChannel> {
    return this.rest.call('Post', Routes.threads(parentId), {
      body: {
        name,
        type: ChannelType.PrivateThread,
        invitable: false,
        auto_archive_duration: WEEK_MINUTES,
      },
      ...(signal && { signal }),
    });
  }

  /** One that is active under the parent and has the name; null without one. */
  async find(guildId: string, parentId: string, name: string): Promise<APIThreadChannel | null> {
    const { threads } = await this.rest.call<{ threads: APIThreadChannel[] }>(
      'Get',
      Routes.guildActiveThreads(guildId),
    );
    return threads.find((thread) => thread.parent_id === parentId && thread.name === name) ?? null;
  }

  addMember(threadId: string, userId: string): Promise<void> {
    return this.rest.call('Put', Routes.threadMembers(threadId, userId));
  }

  /** Locked, only staff can write in it. */
  async set(
    threadId: string,
    state: { readonly archived: boolean; readonly locked: boolean },
  ): Promise<void> {
    await this.rest.call('Patch', Routes.channel(threadId), { body: state });
  }
}
