import { Injectable, Logger } from '@nestjs/common';
import { ChannelType } from 'discord-api-types/v10';
import type { Client, Message } from 'discord.js';
import { DomainError, roleAtLeast } from '#kernel';
import { LookupCache } from '#platform';
import { TicketReader } from '#tickets';
import { ListensToGateway, type GatewayListener } from '../../client/listens-to-gateway.js';
import { roleOf } from '../../mapping/domain/role-of.js';
import { GuildMappings } from '../../mapping/guild-mappings.js';
import { CardPlaces } from '../desk/card-places.js';
import { SeenWorking } from './seen-working.js';

/** Sees who of the team writes in the thread of a card; what they write is not looked at. */
@ListensToGateway()
@Injectable()
export class ThreadTalkListener implements GatewayListener {
  private readonly logger = new Logger('Discord');
  private readonly running = new Set<Promise<void>>();
  private readonly tickets = new LookupCache<string>({ ttlMs: 30_000, absentTtlMs: 2_000, most: 5_000 });

  constructor(
    private readonly places: CardPlaces,
    private readonly mappings: GuildMappings,
    private readonly reader: TicketReader,
    private readonly working: SeenWorking,
  ) {}

  attach(client: Client): void {
    client.on('messageCreate', (message) => {
      const { author, webhookId, channel } = message;
      if (author.bot || webhookId !== null || channel.type !== ChannelType.PublicThread) return;
      const run = this.hear(message).catch((error: unknown) => {
        this.logger.debug({ error }, 'Who writes in the thread of a card could not be noted');
      });
      this.running.add(run);
      void run.finally(() => this.running.delete(run));
    });
  }

  async detach(): Promise<void> {
    await Promise.all(this.running);
  }

  private async hear({ guildId, channelId, author, member }: Message): Promise<void> {
    if (guildId === null) return;
    const mapping = await this.mappings.of(guildId);
    if (mapping === null) return;
    const roleIds = [...(member?.roles.cache.keys() ?? [])];
    if (!roleAtLeast(roleOf({ roleIds, administrates: false }, mapping), 'moderator')) return;
    const ticketId = await this.tickets.get(`${guildId} ${channelId}`, () =>
      this.places.ticketOfThread(guildId, channelId),
    );
    if (ticketId === null || !(await this.maySee(guildId, author.id, ticketId))) return;
    this.working.note(guildId, ticketId, author.id);
  }

  /** I8. */
  private async maySee(guildId: string, userId: string, ticketId: string): Promise<boolean> {
    try {
      await this.reader.idOf(guildId, userId, ticketId);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not_found') return false;
      throw error;
    }
  }
}
