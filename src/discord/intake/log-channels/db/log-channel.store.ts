import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

interface Key {
  readonly guildId: string;
  readonly sourceId: string;
  readonly channelId: string;
}

/** How far each log channel was read, and why it cannot be. */
@Injectable()
export class LogChannelStore {
  constructor(private readonly database: Database) {}

  /** From where to read on: `readTo` for a channel that is new. */
  async begin({ guildId, sourceId, channelId }: Key, readTo: string): Promise<string> {
    const [row] = await this.database.query<{ readTo: string }>(
      `INSERT INTO discord_log_channels AS l (guild_id, source_id, channel_id, read_to) VALUES ($1, $2, $3, $4)
       ON CONFLICT (guild_id, source_id, channel_id) DO UPDATE SET read_to = l.read_to
       RETURNING read_to AS "readTo"`,
      [guildId, sourceId, channelId, readTo],
    );
    return row!.readTo;
  }

  /** Never backwards: another run may have come further. */
  async readTo({ guildId, sourceId, channelId }: Key, messageId: string): Promise<void> {
    await this.database.query(
      `UPDATE discord_log_channels SET read_to = $4
       WHERE guild_id = $1 AND source_id = $2 AND channel_id = $3 AND read_to::numeric < $4::numeric`,
      [guildId, sourceId, channelId, messageId],
    );
  }

  async setProblem({ guildId, sourceId, channelId }: Key, problem: string | null): Promise<void> {
    await this.database.query(
      `UPDATE discord_log_channels SET problem = $4
       WHERE guild_id = $1 AND source_id = $2 AND channel_id = $3 AND problem IS DISTINCT FROM $4`,
      [guildId, sourceId, channelId, problem],
    );
  }

  /** By channel, of the sources that are in force. */
  async problems(guildId: string): Promise<{ channelId: string; problem: string }[]> {
    return this.database.query<{ channelId: string; problem: string }>(
      `SELECT l.channel_id AS "channelId", l.problem FROM discord_log_channels l
       JOIN sources s ON s.guild_id = l.guild_id AND s.id = l.source_id
       WHERE l.guild_id = $1 AND l.problem IS NOT NULL AND s.status = 'approved'
         AND s.settings->>'channelId' = l.channel_id
       ORDER BY l.channel_id`,
      [guildId],
    );
  }
}
