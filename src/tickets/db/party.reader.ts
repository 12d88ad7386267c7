import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

export interface Party {
  readonly ticketId: string;
  readonly userId: string;
}

// A ticket resolved a moment ago may still be in a count that was taken a moment before.
const UNRESOLVED = {
  name: 'parties_unresolved',
  text: `
    SELECT u.id AS "userId" FROM unnest($2::text[]) AS u(id)
    WHERE EXISTS (
      SELECT 1 FROM ticket_parties p
      JOIN tickets t ON t.guild_id = p.guild_id AND t.id = p.ticket_id
      WHERE p.guild_id = $1 AND p.user_id = u.id
        AND (t.status <> 'resolved' OR t.resolved_at > now() - interval '1 minute'))`,
};

const SINCE = {
  name: 'parties_since',
  text: `
    SELECT p.ticket_id AS "ticketId", p.user_id AS "userId", min(p.since_version) AS "sinceVersion"
    FROM unnest($2::uuid[], $3::text[]) AS a(ticket_id, user_id)
    JOIN ticket_parties p ON p.guild_id = $1 AND p.ticket_id = a.ticket_id AND p.user_id = a.user_id
    GROUP BY p.ticket_id, p.user_id`,
};

const OF_TICKET = {
  name: 'parties_of_ticket',
  text: `SELECT DISTINCT p.user_id AS "userId" FROM ticket_parties p WHERE p.guild_id = $1 AND p.ticket_id = $2`,
};

/** Who is party to what: those who must not see a ticket (I8). */
@Injectable()
export class PartyReader {
  constructor(private readonly database: Database) {}

  /** Which of these users are party to a ticket that is unresolved, or was until a minute ago. */
  async unresolvedAmong(guildId: string, userIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ userId: string }>(UNRESOLVED, [guildId, userIds]);
    return new Set(rows.map(({ userId }) => userId));
  }

  /** All users who are party to a ticket. */
  async of(guildId: string, ticketId: string): Promise<string[]> {
    const rows = await this.database.query<{ userId: string }>(OF_TICKET, [guildId, ticketId]);
    return rows.map(({ userId }) => userId);
  }

  /** With which version of the ticket each of these became party to it; those who are not are left out. */
  since(
    guildId: string,
    parties: readonly Party[],
    tx: Tx = this.database,
  ): Promise<(Party & { readonly sinceVersion: number })[]> {
    return tx.query(SINCE, [
      guildId,
      parties.map(({ ticketId }) => ticketId),
      parties.map(({ userId }) => userId),
    ]);
  }
}
