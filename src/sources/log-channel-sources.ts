import { Injectable } from '@nestjs/common';
import { isSnowflake } from '#kernel';
import { Database, LookupCache } from '#platform';
import { SourceDirectory, type SourceForIntake } from './source-directory.js';

const KEPT_MS = 2_000;
const MOST_CHANNELS = 100;

type Places = ReadonlyMap<string, string>;

/** Which channels of a guild other bots log into, as its register says: asked with every message of a bot. */
@Injectable()
export class LogChannelSources {
  private readonly places = new LookupCache<Places>({ ttlMs: KEPT_MS, most: 10_000 });

  constructor(
    private readonly database: Database,
    private readonly directory: SourceDirectory,
  ) {}

  /** Null for a channel that is none, or whose source is not approved. */
  async of(guildId: string, channelId: string): Promise<SourceForIntake | null> {
    const sourceId = (await this.all(guildId)).get(channelId);
    const source = sourceId === undefined ? null : await this.directory.byId(guildId, sourceId);
    return source?.status === 'approved' ? source : null;
  }

  /** Ids of approved sources by their channel; of two for one channel the older. */
  async all(guildId: string): Promise<Places> {
    return (await this.places.get(guildId, () => this.load(guildId))) ?? new Map<string, string>();
  }

  forget(guildId: string): void {
    this.places.forget(guildId);
  }

  private async load(guildId: string): Promise<Places> {
    const rows = await this.database.query<{ id: string; channelId: string }>(
      `SELECT id, settings->>'channelId' AS "channelId" FROM sources
       WHERE guild_id = $1 AND kind = 'log_channel' AND status = 'approved'
         AND jsonb_typeof(settings->'channelId') = 'string'
       ORDER BY id DESC LIMIT $2`,
      [guildId, MOST_CHANNELS],
    );
    return new Map(
      rows.filter(({ channelId }) => isSnowflake(channelId)).map(({ id, channelId }) => [channelId, id]),
    );
  }
}
