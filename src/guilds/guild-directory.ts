import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import { LookupCache } from '#platform';
import { type GuildFacts, GuildReader } from './db/guild.reader.js';
import { defaultSettings } from './default-settings.js';
import { withDefaults } from './domain/guild-settings.js';
import { policyOf, type TicketPolicy } from './domain/ticket-policy.js';

export interface GuildSettings {
  readonly guildId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly ticketPolicy: TicketPolicy;
  /** The hour of the daily digest by the clocks of the time zone; null for none. */
  readonly digestHour: number | null;
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

  /** All guilds in the order of their ids, those after one. */
  async page(after: string | null, limit: number): Promise<GuildSettings[]> {
    const guilds = await this.reader.page(limit, after === null ? null : { id: after });
    return guilds.map(settingsOf);
  }

  /** This process sees a change at once, others within two seconds. */
  forget(guildId: string): void {
    this.guilds.forget(guildId);
  }

  private async load(guildId: string): Promise<GuildSettings | null> {
    const guild = await this.reader.byId(guildId);
    return guild && settingsOf(guild);
  }
}

function settingsOf({ id, name, settings: set }: GuildFacts): GuildSettings {
  const settings = withDefaults(set, defaultSettings);
  const { timeZone, digest } = settings;
  return { guildId: id, name, timeZone, ticketPolicy: policyOf(settings), digestHour: digest.hour };
}

export function unknownGuild(): DomainError {
  return new DomainError(
    'not_found',
    'unknown_guild',
    'This guild is not registered. The administrator registers it with PUT /v1/guilds/{guildId}.',
  );
}
