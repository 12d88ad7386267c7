import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK } from '#kernel';
import { Database } from '#platform';
import { type GuildFacts, GuildReader } from './db/guild.reader.js';
import { GuildStore } from './db/guild.store.js';
import type { SetSettings } from './domain/guild-settings.js';
import { GuildDirectory, unknownGuild } from './guild-directory.js';

@Injectable()
export class GuildsService {
  constructor(
    private readonly database: Database,
    private readonly store: GuildStore,
    private readonly reader: GuildReader,
    private readonly directory: GuildDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Registers the guild, or changes it: settings that are left out stay as they are. */
  async put(
    guildId: string,
    name: string,
    settings: SetSettings,
  ): Promise<{ guild: GuildFacts; isNew: boolean }> {
    const result = await this.database.transaction(async (tx) => {
      const put = await this.store.put(tx, { id: guildId, name, settings, at: this.clock.now() });
      if (put.isNew) await this.store.addCounters(tx, guildId);
      return put;
    });
    this.directory.forget(guildId);
    return result;
  }

  /** Registers a guild that is not known yet; one that is stays as it is. */
  async register(guildId: string, name: string): Promise<void> {
    if ((await this.reader.byId(guildId)) === null) await this.put(guildId, name, {});
  }

  /** Throws `unknown_guild`. */
  async get(guildId: string): Promise<GuildFacts> {
    const guild = await this.reader.byId(guildId);
    if (guild === null) throw unknownGuild();
    return guild;
  }
}
