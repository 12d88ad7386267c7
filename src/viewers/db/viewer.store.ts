import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

export const VIEWERS_CHANNEL = 'docket_viewers';

/** Someone looks at a ticket, on this process. */
export interface View {
  readonly guildId: string;
  readonly ticketId: string;
  readonly userId: string;
}

/** More on one ticket, or more such tickets in a guild, are not told. */
const MOST_VIEWERS = 50;
const MOST_TICKETS = 200;

const PUT = `
  INSERT INTO ticket_viewers AS v (guild_id, ticket_id, user_id, process_id, expires_at)
  SELECT a.guild_id, a.ticket_id, a.user_id, $1, now() + make_interval(secs => $2)
  FROM unnest($3::text[], $4::uuid[], $5::text[]) AS a(guild_id, ticket_id, user_id)
  ON CONFLICT (guild_id, ticket_id, user_id, process_id) DO UPDATE SET expires_at = excluded.expires_at`;

const TELL = `
  SELECT pg_notify('${VIEWERS_CHANNEL}', c.guild_id || ':' || c.ticket_id)
  FROM (SELECT DISTINCT guild_id, ticket_id FROM changed) c`;

const ENTER = `WITH changed AS (${PUT} RETURNING v.guild_id, v.ticket_id) ${TELL}`;

const LEAVE = `
  WITH changed AS (
    DELETE FROM ticket_viewers v
    USING unnest($2::text[], $3::uuid[], $4::text[]) AS a(guild_id, ticket_id, user_id)
    WHERE v.guild_id = a.guild_id AND v.ticket_id = a.ticket_id AND v.user_id = a.user_id AND v.process_id = $1
    RETURNING v.guild_id, v.ticket_id
  ) ${TELL}`;

// Several processes sweep the same guilds; none waits for another.
const SWEEP = `
  WITH changed AS (
    DELETE FROM ticket_viewers v
    USING (
      SELECT s.guild_id, s.ticket_id, s.user_id, s.process_id FROM ticket_viewers s
      WHERE s.guild_id = ANY($1::text[]) AND s.expires_at < now() FOR UPDATE SKIP LOCKED
    ) e
    WHERE v.guild_id = e.guild_id AND v.ticket_id = e.ticket_id AND v.user_id = e.user_id
      AND v.process_id = e.process_id
    RETURNING v.guild_id, v.ticket_id
  ) ${TELL}`;

const VIEWERS = `
  SELECT v.ticket_id AS "ticketId", (array_agg(DISTINCT v.user_id ORDER BY v.user_id))[1:${MOST_VIEWERS}] AS viewers
  FROM ticket_viewers v
  WHERE v.guild_id = $1 AND v.expires_at > now()`;
const OF_TICKETS = `${VIEWERS} AND v.ticket_id = ANY($2::uuid[]) GROUP BY v.ticket_id`;
const OF_GUILD = `${VIEWERS} GROUP BY v.ticket_id ORDER BY v.ticket_id DESC LIMIT ${MOST_TICKETS}`;

/** Who has which ticket open, on every process: a lease each, which its process renews. */
@Injectable()
export class ViewerStore {
  constructor(private readonly database: Database) {}

  /** Tells every process at once. */
  async enter(processId: string, leaseSeconds: number, views: readonly View[]): Promise<void> {
    await this.database.query(ENTER, [processId, leaseSeconds, ...columns(views)]);
  }

  /** Makes again what a restart of the database has lost. */
  async renew(processId: string, leaseSeconds: number, views: readonly View[]): Promise<void> {
    await this.database.query(PUT, [processId, leaseSeconds, ...columns(views)]);
  }

  async leave(processId: string, views: readonly View[]): Promise<void> {
    await this.database.query(LEAVE, [processId, ...columns(views)]);
  }

  /** Takes away what has run out, and tells. */
  async sweep(guildIds: readonly string[]): Promise<void> {
    await this.database.query(SWEEP, [guildIds]);
  }

  async ofTickets(guildId: string, ticketIds: readonly string[]): Promise<Map<string, string[]>> {
    return this.read(OF_TICKETS, [guildId, ticketIds]);
  }

  async ofGuild(guildId: string): Promise<Map<string, string[]>> {
    return this.read(OF_GUILD, [guildId]);
  }

  private async read(sql: string, params: readonly unknown[]): Promise<Map<string, string[]>> {
    const rows = await this.database.query<{ ticketId: string; viewers: string[] }>(sql, params);
    return new Map(rows.map(({ ticketId, viewers }) => [ticketId, viewers]));
  }
}

function columns(views: readonly View[]): string[][] {
  return [
    views.map(({ guildId }) => guildId),
    views.map(({ ticketId }) => ticketId),
    views.map(({ userId }) => userId),
  ];
}
