import { Injectable } from '@nestjs/common';
import type { APIGuildMember } from 'discord-api-types/v10';
import type { SeenMember } from '#staff';
import { GuildFactsReader, type GuildShape } from '../api/guild-facts.js';
import { GuildMembers } from '../api/guild-members.js';
import { guildPermissions, has } from '../api/domain/permissions.js';
import { roleOf } from '../mapping/domain/role-of.js';
import type { GuildMapping } from '../mapping/domain/guild-mapping.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { StaffSightings } from './staff-sightings.js';

const ADMINISTRATOR = 1n << 3n;
const PAGE = 1_000;
/** Of a guild with more than 300,000 members the rest is noted when it is met. */
const MOST_PAGES = 300;

/** Looks through all members of a guild for its team: after a connection, for changes meanwhile were not heard. */
@Injectable()
export class TeamSync {
  constructor(
    private readonly mappings: GuildMappings,
    private readonly facts: GuildFactsReader,
    private readonly members: GuildMembers,
    private readonly sightings: StaffSightings,
  ) {}

  /** Nothing for a guild that is not set up. */
  async run(guildId: string, signal: AbortSignal): Promise<void> {
    const mapping = await this.mappings.of(guildId);
    if (mapping === null) return;
    const guild = await this.facts.guild(guildId);
    const team: SeenMember[] = [];
    let after = '0';
    for (let i = 0; i < MOST_PAGES; i += 1) {
      const page = await this.members.page(guildId, after, PAGE, signal);
      team.push(...teamOf(page, guild, mapping));
      if (page.length < PAGE) return this.sightings.sawAll(guildId, team);
      after = page.at(-1)?.user.id ?? after;
    }
    await this.sightings.saw(guildId, team);
  }
}

function teamOf(page: readonly APIGuildMember[], guild: GuildShape, mapping: GuildMapping): SeenMember[] {
  return page
    .filter(({ user }) => user.bot !== true)
    .map(({ user, nick, roles }) => {
      const administrates = has(guildPermissions(guild, { userId: user.id, roleIds: roles }), ADMINISTRATOR);
      const name = nick ?? user.global_name ?? user.username;
      return { userId: user.id, name, role: roleOf({ roleIds: roles, administrates }, mapping) };
    })
    .filter(({ role }) => role !== 'member');
}
