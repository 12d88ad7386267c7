import { Injectable } from '@nestjs/common';
import { Routes, type APIChannel, type APIGuild, type APIGuildMember } from 'discord-api-types/v10';
import { LookupCache } from '#platform';
import { DiscordCallFailed } from './discord-call-failed.js';
import { DiscordRest } from './discord-rest.js';
import type { GuildFacts, MemberRoles, OverwriteFacts } from './domain/permissions.js';

const KEPT_MS = 15_000;

export interface ChannelFacts {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly parentId: string | null;
  readonly overwrites: readonly OverwriteFacts[];
}

export interface GuildShape extends GuildFacts {
  readonly name: string;
  /** The language that the guild speaks. */
  readonly locale: string;
  readonly roles: readonly (GuildFacts['roles'][number] & {
    readonly name: string;
    readonly position: number;
    readonly mentionable: boolean;
  })[];
  readonly channels: readonly ChannelFacts[];
}

export interface MemberFacts extends MemberRoles {
  readonly timedOutUntil: Date | null;
}

/** What Discord says of a guild: its roles, channels and who has which role. Kept for a few seconds. */
@Injectable()
export class GuildFactsReader {
  private readonly guilds = new LookupCache<GuildShape>({ ttlMs: KEPT_MS, most: 2_000 });
  private readonly members = new LookupCache<MemberFacts>({ ttlMs: KEPT_MS, most: 20_000 });

  constructor(private readonly rest: DiscordRest) {}

  /** Throws `DiscordCallFailed`: `gone` or `refused` when the bot is not in the guild. */
  async guild(guildId: string): Promise<GuildShape> {
    const shape = await this.guilds.get(guildId, () => this.loadGuild(guildId));
    if (shape === null) throw new Error(`Discord told nothing of guild ${guildId}`);
    return shape;
  }

  /** Null for who is not in the guild. */
  member(guildId: string, userId: string): Promise<MemberFacts | null> {
    return this.members.get(`${guildId} ${userId}`, () => this.loadMember(guildId, userId));
  }

  /** Asks Discord anew the next time. */
  forget(guildId: string): void {
    this.guilds.forget(guildId);
  }

  private async loadGuild(guildId: string): Promise<GuildShape> {
    const [guild, channels] = await Promise.all([
      this.rest.call<APIGuild>('Get', Routes.guild(guildId)),
      this.rest.call<APIChannel[]>('Get', Routes.guildChannels(guildId)),
    ]);
    return {
      id: guild.id,
      name: guild.name,
      ownerId: guild.owner_id,
      locale: guild.preferred_locale,
      roles: guild.roles.map(({ id, name, permissions, position, mentionable }) => ({
        id,
        name,
        permissions,
        position,
        mentionable,
      })),
      channels: channels.map(channelFacts),
    };
  }

  private async loadMember(guildId: string, userId: string): Promise<MemberFacts | null> {
    try {
      const member = await this.rest.call<APIGuildMember>('Get', Routes.guildMember(guildId, userId));
      const until = member.communication_disabled_until ?? null;
      return { userId, roleIds: member.roles, timedOutUntil: until === null ? null : new Date(until) };
    } catch (error) {
      if (error instanceof DiscordCallFailed && error.failure === 'gone') return null;
      throw error;
    }
  }
}

function channelFacts(channel: APIChannel): ChannelFacts {
  return {
    id: channel.id,
    name: channel.name ?? '',
    type: channel.type,
    parentId: 'parent_id' in channel ? (channel.parent_id ?? null) : null,
    overwrites: 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [],
  };
}
