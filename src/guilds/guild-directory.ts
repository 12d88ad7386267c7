import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import { LookupCache } from '#platform';
import { GuildReader } from './db/guild.reader.js';
import { defaultSettings } from './default-settings.js';
import { withDefaults } from './domain/guild-settings.js';
import { policyOf, type TicketPolicy } from './domain/ticket-policy.js';

export interface GuildSettings {
  readonly guildId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly ticketPolicy: TicketPolicy;
}

/** What other modules ask about guilds, thousands of times a second. */
@Injectable()
export class GuildDirectory {
  private readonly guilds = new LookupCache<GuildSettings>({ ttlMs: 2_000, most: 10_000 });

  constructor(private readonly reader: GuildReader) {}

  /** From a short-lived cache. Throws DomainError not_found `unknown_guild`. */
  async settings(guildId: string): Promise<GuildSettings> {
    const settings = await this.guilds.get(guildId, () => this.load(guildId));
    if (settings === null) throw unknownGuild();
    return settings;
  }

  /** This process sees a change at once, others within two seconds. */
  forget(guildId: string): void {
    this.guilds.forget(guildId);
  }

  private async load(guildId: string): Promise<GuildSettings | null> {
    const guild = await this.reader.byId(guildId);
    if (guild === null) return null;
    const settings = withDefaults(guild.settings, defaultSettings);
    const { timeZone } = settings;
    return { guildId, name: guild.name, timeZone, ticketPolicy: policyOf(settings) };
  }
}

export function unknownGuild(): DomainError {
  return new DomainError(
    'not_found',
    'unknown_guild',
    'This guild is not registered. The administrator registers it with PUT /v1/guilds/{guildId}.',
  );
}
