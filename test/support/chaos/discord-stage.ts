import type { DatabaseClient } from '../database-client.js';
import { DiscordServer, type ChannelHandle, type GuildHandle } from '../discord-server/index.js';

const FAILING_SHARE = 0.2;
/** As `FOLLOWERS` of the bot, which begin where a guild is set up. */
const FOLLOWERS = ['discord.cards', 'discord.notices', 'discord.reversals'];

/** A Discord on which every fifth call fails, with a guild that is set up. */
export class DiscordStage {
  private constructor(
    readonly discord: DiscordServer,
    readonly guild: GuildHandle,
    /** By stream. */
    readonly channels: Readonly<Record<'review' | 'escalation' | 'appeal' | 'support', ChannelHandle>>,
  ) {}

  static async start(): Promise<DiscordStage> {
    // Cards go out as fast as Docket lets them: what is slow must be Docket's doing.
    const discord = await DiscordServer.start({ shards: 2, rateLimits: { limit: 1_000 } });
    const guild = discord.guild('harbour');
    guild.raiseBot();
    const staff = guild.role('moderators', { mentionable: true });
    const channelOf = (name: string) => guild.channel(name, { onlyFor: [staff] });
    return new DiscordStage(discord, guild, {
      review: channelOf('review'),
      escalation: channelOf('escalation'),
      appeal: channelOf('appeals'),
      support: channelOf('support'),
    });
  }

  get env(): Record<string, string> {
    return { DISCORD_TOKEN: this.discord.token, DISCORD_API_URL: this.discord.apiUrl };
  }

  /** Before there is a process that could know otherwise. */
  async setUp(database: DatabaseClient): Promise<void> {
    const channels = Object.fromEntries(
      Object.entries(this.channels).map(([stream, { id }]) => [stream, id]),
    );
    await database.query(
      `INSERT INTO discord_guilds (guild_id, mapping, updated_at) VALUES ($1, $2, now())`,
      [this.guild.id, JSON.stringify({ channels })],
    );
    await database.query(
      `INSERT INTO log_cursors (guild_id, consumer, seq) SELECT $1, unnest($2::text[]), 0`,
      [this.guild.id, FOLLOWERS],
    );
  }

  beginFailing(): void {
    this.discord.faults.often(FAILING_SHARE);
  }

  endFailing(): void {
    this.discord.faults.clear();
  }

  async close(): Promise<void> {
    await this.discord.stop();
  }
}
