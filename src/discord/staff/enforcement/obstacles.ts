import { Injectable } from '@nestjs/common';
import type { Role } from '#kernel';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { guildPermissions, has, type MemberRoles } from '../../api/domain/permissions.js';
import { GuildFactsReader } from '../../api/guild-facts.js';
import { GuildMembers } from '../../api/guild-members.js';
import { Moderation } from '../../api/moderation.js';
import type { GuildMapping } from '../../mapping/domain/guild-mapping.js';
import { roleOf } from '../../mapping/domain/role-of.js';
import type { Enforcement } from './domain/enforcement.js';
import { obstacleOf, type Obstacle } from './domain/obstacle.js';

const ADMINISTRATOR = 1n << 3n;

/** What stands in the way of a deed, from what Discord says of the guild, the bot and the member at this moment. */
@Injectable()
export class Obstacles {
  constructor(
    private readonly facts: GuildFactsReader,
    private readonly members: GuildMembers,
    private readonly moderation: Moderation,
  ) {}

  async of({
    guildId,
    type,
    subjectId,
  }: Pick<Enforcement, 'guildId' | 'type' | 'subjectId'>): Promise<Obstacle | null> {
    const botId = await this.moderation.botId();
    this.facts.forget(guildId);
    const [guild, bot, target] = await Promise.all([
      this.facts.guild(guildId),
      this.member(guildId, botId),
      this.member(guildId, subjectId),
    ]);
    return obstacleOf(type, guild, bot ?? { userId: botId, roleIds: [] }, target);
  }

  /** Once Discord has refused. Of a message it is the channel that says who may remove it. */
  async afterRefusal(enforcement: Enforcement): Promise<Obstacle | 'discord_refused'> {
    if (enforcement.type === 'message_removal') return 'bot_lacks_permission';
    return (await this.of(enforcement)) ?? 'discord_refused';
  }

  async isMember(guildId: string, userId: string): Promise<boolean> {
    return (await this.member(guildId, userId)) !== null;
  }

  /** The role in Docket of whom it is about. */
  async roleOf(guildId: string, userId: string, mapping: GuildMapping): Promise<Role> {
    const [guild, member] = await Promise.all([this.facts.guild(guildId), this.member(guildId, userId)]);
    if (member === null) return 'member';
    const administrates = has(guildPermissions(guild, member), ADMINISTRATOR);
    return roleOf({ roleIds: member.roleIds, administrates }, mapping);
  }

  private async member(guildId: string, userId: string): Promise<MemberRoles | null> {
    try {
      const { roles } = await this.members.get(guildId, userId);
      return { userId, roleIds: roles };
    } catch (error) {
      if (error instanceof DiscordCallFailed && error.failure === 'gone') return null;
      throw error;
    }
  }
}
