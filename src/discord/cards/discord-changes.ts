import { Injectable, Logger } from '@nestjs/common';
import type { Client } from 'discord.js';
import { ListensToGateway, type GatewayListener } from '../client/listens-to-gateway.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { CardHeals } from './card-heals.js';

/** What changes on Discord so that cards have to be looked at: they, their channels, and who sees those. */
@ListensToGateway()
@Injectable()
export class DiscordChanges implements GatewayListener {
  private readonly logger = new Logger('Discord');
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly heals: CardHeals,
    private readonly mappings: GuildMappings,
  ) {}

  attach(client: Client): void {
    const sightOf = (guildId: string) => this.run(() => this.mappings.sightChanged(guildId));
    client.on('messageDelete', ({ guildId, id }) => this.gone(guildId, [id]));
    client.on('messageDeleteBulk', (messages, { guildId }) => this.gone(guildId, [...messages.keys()]));
    client.on('threadDelete', ({ guildId, id }) => this.run(() => this.heals.threadGone(guildId, id)));
    client.on('channelDelete', (channel) => {
      if (!channel.isDMBased()) sightOf(channel.guildId);
    });
    client.on('channelUpdate', (_before, channel) => {
      if (!channel.isDMBased()) sightOf(channel.guildId);
    });
    client.on('roleUpdate', (_before, { guild }) => sightOf(guild.id));
    client.on('roleDelete', ({ guild }) => sightOf(guild.id));
    client.on('guildUpdate', (_before, { id }) => sightOf(id));
    client.on('guildMemberUpdate', (_before, { guild, id, roles }) =>
      this.run(() => this.heals.rolesChanged(guild.id, id, [...roles.cache.keys()])),
    );
    // Also after a connection that could not be taken up again: what happened in between was not heard.
    client.on('shardReady', (shardId) => {
      for (const guild of client.guilds.cache.filter((one) => one.shardId === shardId).keys()) sightOf(guild);
    });
  }

  async detach(): Promise<void> {
    await Promise.all(this.running);
  }

  private gone(guildId: string | null, messageIds: readonly string[]): void {
    if (guildId !== null) this.run(() => this.heals.messagesGone(guildId, messageIds));
  }

  private run(work: () => Promise<void>): void {
    const run = work().catch((error: unknown) => {
      this.logger.warn({ error }, 'A change on Discord could not be written down; the next review sees it');
    });
    this.running.add(run);
    void run.finally(() => this.running.delete(run));
  }
}
