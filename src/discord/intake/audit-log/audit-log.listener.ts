import { Injectable } from '@nestjs/common';
import {
  GatewayDispatchEvents,
  type GatewayGuildAuditLogEntryCreateDispatchData,
} from 'discord-api-types/v10';
import type { Client } from 'discord.js';
import { ListensToGateway, type GatewayListener } from '../../client/listens-to-gateway.js';
import { GuildMappings } from '../../mapping/guild-mappings.js';
import { AuditIntake } from './audit-intake.js';
import type { AuditEntry } from './domain/audit-entry.js';
import { GatewayWork } from '../gateway-work.js';

const BATCH = 100;
/** Of one guild; past it, what is left out is read later. */
const MOST_WAITING = 1_000;

/** Hears entries of the audit log as they are written, in the form in which they can be read later too. */
@ListensToGateway()
@Injectable()
export class AuditLogListener implements GatewayListener {
  private readonly waiting = new Map<string, AuditEntry[]>();

  constructor(
    private readonly work: GatewayWork,
    private readonly mappings: GuildMappings,
    private readonly intake: AuditIntake,
  ) {}

  attach(client: Client): void {
    client.ws.on(
      GatewayDispatchEvents.GuildAuditLogEntryCreate,
      ({ guild_id: guildId, ...entry }: GatewayGuildAuditLogEntryCreateDispatchData) => {
        if (client.user !== null) this.hear(guildId, entry, client.user.id);
      },
    );
  }

  detach(): Promise<void> {
    return this.work.stop();
  }

  /** One guild's entries are dealt with in their order: a ban before the unban that takes it back. */
  private hear(guildId: string, entry: AuditEntry, botId: string): void {
    const waiting = this.waiting.get(guildId);
    if (waiting !== undefined) {
      if (waiting.length < MOST_WAITING) waiting.push(entry);
      return;
    }
    const entries = [entry];
    this.waiting.set(guildId, entries);
    void this.work
      .run('audit log', () => this.takeAll(guildId, entries, botId))
      .then(() => this.waiting.delete(guildId));
  }

  private async takeAll(guildId: string, entries: AuditEntry[], botId: string): Promise<void> {
    if ((await this.mappings.of(guildId)) === null) return;
    while (entries.length > 0) {
      const batch = entries.slice(0, BATCH);
      await this.intake.take(batch, { guildId, botId, afterwards: false });
      entries.splice(0, batch.length);
    }
  }
}
