import { Injectable } from '@nestjs/common';
import type { LoggedEvent } from '#kernel';
import { Database, selectList, type Statement, type Tx } from '#platform';
import { EVENT_COLUMNS, eventOf, type EventRecord } from './event-record.js';

const LIST = `${selectList(EVENT_COLUMNS, 'e')}, e.erased_at AS "erasedAt"`;

/** Named and exported so that a test can explain the very SQL that runs. */
export const EVENT_QUERIES = {
  heads: {
    name: 'events_heads',
    text: `SELECT c.guild_id AS "guildId", c.last_seq AS "head" FROM guild_counters c WHERE c.guild_id = ANY($1::text[])`,
  },
  after: {
    name: 'events_after',
    text: `SELECT ${LIST} FROM events e WHERE e.guild_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3`,
  },
  ofTicket: {
    name: 'events_of_ticket',
    text: `SELECT ${LIST} FROM events e WHERE e.guild_id = $1 AND e.ticket_id = $2 AND e.seq > $3 ORDER BY e.seq LIMIT $4`,
  },
} satisfies Record<string, Statement>;

/** The append-only log: each guild's events in commit order, without gaps. */
@Injectable()
export class EventLog {
  constructor(private readonly database: Database) {}

  /** The seq of the guild's newest event; 0 without one. */
  async head(guildId: string, tx?: Tx): Promise<bigint> {
    return (await this.heads([guildId], tx)).get(guildId) ?? 0n;
  }

  /** The newest seq of each of these guilds that exist. */
  async heads(guildIds: readonly string[], tx: Tx = this.database): Promise<Map<string, bigint>> {
    const rows = await tx.query<{ guildId: string; head: string }>(EVENT_QUERIES.heads, [guildIds]);
    return new Map(rows.map(({ guildId, head }) => [guildId, BigInt(head)]));
  }

  /** At most `limit` events of a guild after a seq, in order. */
  async read(guildId: string, after: bigint, limit: number, tx: Tx = this.database): Promise<LoggedEvent[]> {
    const params = [guildId, after.toString(), limit];
    return (await tx.query<EventRecord>(EVENT_QUERIES.after, params)).map(eventOf);
  }

  /** At most `limit` events of one ticket after a seq, in order. */
  async ofTicket(guildId: string, ticketId: string, after: bigint, limit: number): Promise<LoggedEvent[]> {
    const params = [guildId, ticketId, after.toString(), limit];
    return (await this.database.query<EventRecord>(EVENT_QUERIES.ofTicket, params)).map(eventOf);
  }
}
