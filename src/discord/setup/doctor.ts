import { Inject, Injectable } from '@nestjs/common';
import { Routes, type APIApplication } from 'discord-api-types/v10';
import { CLOCK, type Clock, DomainError } from '#kernel';
import { Database } from '#platform';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { DiscordRest } from '../api/discord-rest.js';
import { GuildFactsReader } from '../api/guild-facts.js';
import { chooseIntents } from '../client/intents.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { diagnose } from './domain/diagnose.js';
import { finding, type Finding } from './domain/finding.js';

const LOG_CHANNELS = `
  SELECT EXISTS (SELECT 1 FROM sources WHERE guild_id = $1 AND kind = 'log_channel' AND status = 'approved') AS "has"`;

const NEVER = new Date(0);
const NO_BOT = finding(
  'no_bot',
  'broken',
  'No bot is connected.',
  'Set DISCORD_TOKEN to the token of your bot, then restart Docket.',
);
const NOT_IN_GUILD = finding(
  'bot_not_in_guild',
  'broken',
  'The bot is not in this server, or Discord refuses its token.',
  'Invite the bot with the link that Docket logs when it connects.',
);

/** Counted up to here: a thousand are as bad as more. */
const REFUSED_CARDS = `
  SELECT count(*)::int AS "count" FROM (
    SELECT 1 FROM discord_cards WHERE guild_id = $1 AND held AND failure_code IS NOT NULL LIMIT 1000
  ) refused`;

/** Looks at a guild as it is now, and says what is missing there for Docket to work. */
@Injectable()
export class Doctor {
  constructor(
    private readonly rest: DiscordRest,
    private readonly facts: GuildFactsReader,
    private readonly mappings: GuildMappings,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The worst first. Throws DomainError unavailable `discord_unavailable`. */
  async examine(guildId: string): Promise<Finding[]> {
    if (!this.rest.isSet) return [NO_BOT];
    // What is wrong may have been put right a moment ago.
    this.facts.forget(guildId);
    try {
      return await this.look(guildId);
    } catch (error) {
      if (!(error instanceof DiscordCallFailed)) throw error;
      if (error.failure === 'gone' || error.failure === 'refused') return [NOT_IN_GUILD];
      throw new DomainError(
        'unavailable',
        'discord_unavailable',
        'Discord does not answer just now. Ask again in a minute.',
      );
    }
  }

  private async look(guildId: string): Promise<Finding[]> {
    const application = await this.rest.call<APIApplication>('Get', Routes.currentApplication());
    const userId = application.bot?.id ?? application.id;
    const [guild, bot, threads, mapping, [sources], [refused]] = await Promise.all([
      this.facts.guild(guildId),
      this.facts.member(guildId, userId),
      this.rest.call<{ threads: readonly unknown[] }>('Get', Routes.guildActiveThreads(guildId)),
      this.mappings.of(guildId),
      this.database.query<{ has: boolean }>(LOG_CHANNELS, [guildId]),
      this.database.query<{ count: number }>(REFUSED_CARDS, [guildId]),
    ]);
    return diagnose({
      guild,
      bot: {
        userId,
        roleIds: bot?.roleIds ?? [],
        timedOut: (bot?.timedOutUntil ?? NEVER) > this.clock.now(),
      },
      mapping,
      missingIntents: chooseIntents(application).missing,
      activeThreads: threads.threads.length,
      hasLogChannels: sources?.has ?? false,
      refusedCards: refused?.count ?? 0,
    });
  }
}
