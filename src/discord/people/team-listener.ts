import { Injectable, Logger } from '@nestjs/common';
import { GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Client, GuildMember, PartialGuildMember } from 'discord.js';
import { ListensToGateway, type GatewayListener } from '../client/listens-to-gateway.js';
import { roleOf } from '../mapping/domain/role-of.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { StaffSightings } from './staff-sightings.js';
import { TeamSync } from './team-sync.js';

/** Keeps the team in step with the roles on Discord, where the application may hear of its members. */
@ListensToGateway()
@Injectable()
export class TeamListener implements GatewayListener {
  private readonly logger = new Logger('Discord');
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private mayList = false;

  constructor(
    private readonly mappings: GuildMappings,
    private readonly sightings: StaffSightings,
    private readonly sync: TeamSync,
  ) {}

  attach(client: Client): void {
    if (!client.options.intents.has(GatewayIntentBits.GuildMembers)) return;
    this.mayList = true;
    client.on('guildMemberUpdate', (_before, member) => this.run(() => this.saw(member)));
    client.on('guildMemberRemove', (member) => this.run(() => this.left(member)));
    client.on('guildCreate', ({ id }) => this.run(() => this.sync.run(id, this.stopping.signal)));
    client.on('shardReady', (shardId) => {
      const guilds = client.guilds.cache.filter((guild) => guild.shardId === shardId);
      this.run(() => this.syncAll([...guilds.keys()]));
    });
  }

  /** After the roles of the team were changed: who has them was staff before anybody moved. Returns at once. */
  lookThrough(guildId: string): void {
    if (this.mayList) this.run(() => this.sync.run(guildId, this.stopping.signal));
  }

  async detach(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  /** One guild after the other: it is not urgent, and calls are counted. */
  private async syncAll(guildIds: readonly string[]): Promise<void> {
    for (const guildId of guildIds) {
      if (this.stopping.signal.aborted) return;
      await this.sync.run(guildId, this.stopping.signal).catch((error: unknown) => {
        this.logger.warn({ error, guildId }, 'The members of a guild could not be looked through');
      });
    }
  }

  private async saw(member: GuildMember): Promise<void> {
    const mapping = await this.mappings.of(member.guild.id);
    if (mapping === null || member.user.bot) return;
    const roleIds = [...member.roles.cache.keys()];
    const administrates = member.permissions.has(PermissionFlagsBits.Administrator);
    const role = roleOf({ roleIds, administrates }, mapping);
    await this.sightings.saw(member.guild.id, [{ userId: member.id, name: member.displayName, role }]);
  }

  private async left({ guild, id }: GuildMember | PartialGuildMember): Promise<void> {
    await this.sightings.saw(guild.id, [{ userId: id, name: '', role: 'member' }]);
  }

  private run(work: () => Promise<void>): void {
    if (this.stopping.signal.aborted) return;
    const running = work()
      .catch((error: unknown) => this.logger.warn({ error }, 'A change of the team could not be noted'))
      .finally(() => this.running.delete(running));
    this.running.add(running);
  }
}
