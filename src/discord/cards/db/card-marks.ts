import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { Database, type Tx } from '#platform';

export interface MarkedTicket {
  readonly ticketId: string;
  /** False: only when it has a card already. */
  readonly isShown: boolean;
}

const MARK = `
  INSERT INTO discord_cards AS c (guild_id, ticket_id, updated_at)
  SELECT $1, w.id, $4 FROM unnest($2::uuid[], $3::boolean[]) AS w(id, is_shown)
  WHERE w.is_shown OR EXISTS (SELECT 1 FROM discord_cards k WHERE k.guild_id = $1 AND k.ticket_id = w.id)
  ORDER BY w.id
  ON CONFLICT (guild_id, ticket_id) DO UPDATE SET wanted = c.wanted + 1, updated_at = excluded.updated_at
  RETURNING c.ticket_id AS "ticketId"`;

const AGAIN = `
  UPDATE discord_cards c SET wanted = c.wanted + 1, held = false, failure_code = NULL, failure_text = NULL,
    failure_at = NULL, updated_at = $3
  FROM (
    SELECT k.ticket_id FROM discord_cards k WHERE k.guild_id = $1 AND k.ticket_id = ANY($2::uuid[])
    ORDER BY k.ticket_id FOR UPDATE
  ) AS w
  WHERE c.guild_id = $1 AND c.ticket_id = w.ticket_id`;

// From the partial index alone: what is owed, and no other row.
const OWED = `
  SELECT c.guild_id AS "guildId", c.ticket_id AS "ticketId" FROM discord_cards c
  WHERE c.shown < c.wanted AND NOT c.held AND (c.guild_id, c.ticket_id) > ($1, $2::uuid)
  ORDER BY c.guild_id, c.ticket_id LIMIT $3`;

/** Says which cards may differ from their tickets. Looking at one that does not costs nothing on Discord. */
@Injectable()
export class CardMarks {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers those that have a row now. */
  async mark(guildId: string, tickets: readonly MarkedTicket[], tx: Tx = this.database): Promise<string[]> {
    if (tickets.length === 0) return [];
    const rows = await tx.query<{ ticketId: string }>(MARK, [
      guildId,
      tickets.map(({ ticketId }) => ticketId),
      tickets.map(({ isShown }) => isShown),
      this.clock.now(),
    ]);
    return rows.map(({ ticketId }) => ticketId);
  }

  /** Also those that Discord refused: something there has changed. */
  async markAgain(guildId: string, ticketIds: readonly string[]): Promise<void> {
    await this.database.query(AGAIN, [guildId, ticketIds, this.clock.now()]);
  }

  /** Of all guilds, in the order of their ids. */
  owed(
    tx: Tx,
    after: { readonly guildId: string; readonly ticketId: string },
    limit: number,
  ): Promise<{ guildId: string; ticketId: string }[]> {
    return tx.query(OWED, [after.guildId, after.ticketId, limit]);
  }
}
