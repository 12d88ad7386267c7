import { Injectable, Logger } from '@nestjs/common';
import type { APIGuildMember } from 'discord-api-types/v10';
import type { GuildMember } from 'discord.js';
import { StaffMembers } from '#staff';
import { LookupCache } from '#platform';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { GuildMembers } from '../../api/guild-members.js';
import type { Asked } from '../../interactions/asked.js';
import { roleOf } from '../../mapping/domain/role-of.js';

export interface ReportedMember {
  readonly id: string;
  /** Null when it could not be found out. */
  readonly name: string | null;
  readonly isBot: boolean;
}

interface Fetched extends ReportedMember {
  readonly roleIds: readonly string[];
}

const KEPT_MS = 30_000;
const MOST_KEPT = 2_000;
const PATIENCE_MS = 1_500;

/** Who a report is about. Staff among them are made known first: what is said about them goes another way. */
@Injectable()
export class ReportedMembers {
  private readonly logger = new Logger('Discord');
  private readonly fetched = new LookupCache<Fetched>({ ttlMs: KEPT_MS, most: MOST_KEPT });

  constructor(
    private readonly members: GuildMembers,
    private readonly staff: StaffMembers,
  ) {}

  /** `known` is what the interaction says of them, if it does. */
  async find(asked: Asked, userId: string, known: GuildMember | null = null): Promise<ReportedMember> {
    const { guildId, mapping, interaction } = asked;
    const found = known === null ? await this.fetch(guildId, userId) : ofGateway(known);
    if (found === null) return { id: userId, name: null, isBot: false };
    const administrates = interaction.guild?.ownerId === userId;
    const role = roleOf({ roleIds: found.roleIds, administrates }, mapping);
    // Only what makes them staff: a member's row here is for others to remove.
    if (role !== 'member') await this.staff.saw(guildId, [{ userId, name: found.name ?? userId, role }]);
    return found;
  }

  private fetch(guildId: string, userId: string): Promise<Fetched | null> {
    return this.fetched.get(`${guildId} ${userId}`, async () => {
      try {
        return ofApi(await this.members.get(guildId, userId, AbortSignal.timeout(PATIENCE_MS)));
      } catch (error) {
        // They left, or Discord is slow: the report is worth more than their name.
        if (!(error instanceof DiscordCallFailed)) throw error;
        this.logger.debug({ error, guildId }, 'A reported member could not be looked up');
        return null;
      }
    });
  }
}

function ofGateway({ id, displayName, user, roles }: GuildMember): Fetched {
  return { id, name: displayName, isBot: user.bot, roleIds: [...roles.cache.keys()] };
}

function ofApi({ user, nick, roles }: APIGuildMember): Fetched {
  return {
    id: user.id,
    name: nick ?? user.global_name ?? user.username,
    isBot: user.bot === true,
    roleIds: roles,
  };
}
