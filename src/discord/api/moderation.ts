import { Injectable } from '@nestjs/common';
import { Routes, type APIUser } from 'discord-api-types/v10';
import { DiscordCallFailed } from './discord-call-failed.js';
import { DiscordRest } from './discord-rest.js';

const UNKNOWN_BAN = 10_026;

/** What a moderator does to a member. Each call says in the audit log why. */
@Injectable()
export class Moderation {
  private me: Promise<APIUser> | null = null;

  constructor(private readonly rest: DiscordRest) {}

  /** https://discord.com/developers/docs/resources/guild#modify-guild-member */
  async timeOut(guildId: string, userId: string, until: Date, reason: string): Promise<void> {
    await this.rest.call('Patch', Routes.guildMember(guildId, userId), {
      body: { communication_disabled_until: until.toISOString() },
      reason,
    });
  }

  async endTimeOut(guildId: string, userId: string, reason: string): Promise<void> {
    await this.rest.call('Patch', Routes.guildMember(guildId, userId), {
      body: { communication_disabled_until: null },
      reason,
    });
  }

  async kick(guildId: string, userId: string, reason: string): Promise<void> {
    await this.rest.call('Delete', Routes.guildMember(guildId, userId), { reason });
  }

  /** https://discord.com/developers/docs/resources/guild#create-guild-ban */
  async ban(guildId: string, userId: string, deleteMessageSeconds: number, reason: string): Promise<void> {
    await this.rest.call('Put', Routes.guildBan(guildId, userId), {
      body: { delete_message_seconds: deleteMessageSeconds },
      reason,
    });
  }

  async unban(guildId: string, userId: string, reason: string): Promise<void> {
    await this.rest.call('Delete', Routes.guildBan(guildId, userId), { reason });
  }

  async isBanned(guildId: string, userId: string): Promise<boolean> {
    try {
      await this.rest.call('Get', Routes.guildBan(guildId, userId));
      return true;
    } catch (error) {
      if (error instanceof DiscordCallFailed && error.code === UNKNOWN_BAN) return false;
      throw error;
    }
  }

  /** The bot's own id, asked for once. */
  async botId(): Promise<string> {
    this.me ??= this.rest.call<APIUser>('Get', Routes.user());
    try {
      return (await this.me).id;
    } catch (error) {
      this.me = null;
      throw error;
    }
  }
}
