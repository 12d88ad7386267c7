import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { atMost } from '#platform';
import { GuildFactsReader } from '../../api/guild-facts.js';
import { channelPermissions, has, VIEW_CHANNEL } from '../../api/domain/permissions.js';
import type { Channels } from './domain/choose-place.js';
import { PartyRoles } from './party-roles.js';

export interface SeenGuild extends Channels {
  readonly locale: string;
}

/** What people who are party to a ticket see of a guild (I8). */
@Injectable()
export class GuildSight {
  private readonly versions = new LRUCache<string, number>({ ...atMost(10_000) });

  constructor(
    private readonly facts: GuildFactsReader,
    private readonly roles: PartyRoles,
  ) {}

  /** As of the sight version or later. Throws `DiscordCallFailed`, and `RetryAt` while people are looked up. */
  async of(guildId: string, sightVersion: number, userIds: readonly string[]): Promise<SeenGuild> {
    if (this.versions.get(guildId) !== sightVersion) this.facts.forget(guildId);
    this.versions.set(guildId, sightVersion);
    const guild = await this.facts.guild(guildId);
    const people = await this.roles.of(guildId, userIds);
    const channels = new Map(guild.channels.map(({ id, overwrites }) => [id, overwrites]));
    return {
      locale: guild.locale,
      has: (channelId) => channels.has(channelId),
      isSeenByParty: (channelId) => {
        const overwrites = channels.get(channelId);
        return (
          overwrites !== undefined &&
          people.some(
            ({ userId, roleIds }) =>
              roleIds !== null &&
              has(channelPermissions(guild, overwrites, { userId, roleIds }), VIEW_CHANNEL),
          )
        );
      },
    };
  }
}
