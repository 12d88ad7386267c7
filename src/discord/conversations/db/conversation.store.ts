import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { Database } from '#platform';
import type { Owed } from './notice.store.js';

export interface Conversation extends Owed {
  readonly channelId: string;
  readonly via: 'thread' | 'dm';
  readonly lastHeardId: string | null;
}

const LIST = `c.guild_id AS "guildId", c.ticket_id AS "ticketId", c.user_id AS "userId", c.channel_id AS "channelId",
  c.via, c.last_heard_id AS "lastHeardId"`;
const RECENT_DAYS = 30;

/** Where staff and members talk about tickets. */
@Injectable()
export class ConversationStore {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of({ guildId, ticketId, userId }: Owed): Promise<Conversation | null> {
    const rows = await this.database.query<Conversation>(
      `SELECT ${LIST} FROM discord_conversations c WHERE c.guild_id = $1 AND c.ticket_id = $2 AND c.user_id = $3`,
      [guildId, ticketId, userId],
    );
    return rows[0] ?? null;
  }

  async inThread(guildId: string, channelId: string): Promise<Conversation | null> {
    const rows = await this.database.query<Conversation>(
      `SELECT ${LIST} FROM discord_conversations c WHERE c.guild_id = $1 AND c.channel_id = $2 AND c.via = 'thread'`,
      [guildId, channelId],
    );
    return rows[0] ?? null;
  }

  /** Which conversation one of our direct messages belongs to. */
  async ofMessage(messageId: string, userId: string): Promise<Owed | null> {
    const rows = await this.database.query<Owed>(
      `SELECT guild_id AS "guildId", ticket_id AS "ticketId", user_id AS "userId" FROM discord_notices
       WHERE message_id = $1 AND user_id = $2`,
      [messageId, userId],
    );
    return rows[0] ?? null;
  }

  async put({ guildId, ticketId, userId }: Owed, channelId: string, via: 'thread' | 'dm'): Promise<void> {
    await this.database.query(
      `INSERT INTO discord_conversations (guild_id, ticket_id, user_id, channel_id, via, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6)
       ON CONFLICT (guild_id, ticket_id, user_id) DO UPDATE
         SET channel_id = excluded.channel_id, via = excluded.via, last_heard_id = NULL, updated_at = excluded.updated_at`,
      [guildId, ticketId, userId, channelId, via, this.clock.now()],
    );
  }

  async forget({ guildId, ticketId, userId }: Owed): Promise<void> {
    await this.database.query(
      'DELETE FROM discord_conversations WHERE guild_id = $1 AND ticket_id = $2 AND user_id = $3',
      [guildId, ticketId, userId],
    );
  }

  /** Ids of messages grow with time, as numbers do. */
  async heard({ guildId, ticketId, userId }: Owed, messageId: string): Promise<void> {
    await this.database.query(
      `UPDATE discord_conversations SET last_heard_id = $4, updated_at = $5
       WHERE guild_id = $1 AND ticket_id = $2 AND user_id = $3
         AND (last_heard_id IS NULL OR last_heard_id::numeric < $4::numeric)`,
      [guildId, ticketId, userId, messageId, this.clock.now()],
    );
  }

  /** Threads of unresolved tickets in a guild, the newest first: what may have been missed was said there. */
  recent(guildId: string, limit: number): Promise<Conversation[]> {
    return this.database.query<Conversation>(
      `SELECT ${LIST} FROM discord_conversations c
       JOIN tickets t ON t.guild_id = c.guild_id AND t.id = c.ticket_id AND t.status <> 'resolved'
       WHERE c.guild_id = $1 AND c.via = 'thread' AND c.updated_at > $2::timestamptz - interval '${RECENT_DAYS} days'
       ORDER BY c.updated_at DESC LIMIT $3`,
      [guildId, this.clock.now(), limit],
    );
  }
}
