import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

/** A ticket for which something falls due, of any guild: timers belong to the installation. */
export interface DueTicket {
  readonly guildId: string;
  readonly ticketId: string;
  readonly at: Date;
}

export interface DuePage {
  readonly now: Date;
  readonly after: DueTicket | null;
  readonly limit: number;
}

/** From idx_tickets_wake alone, soonest first. Nothing due costs one look at the index's left end. */
const WAKING = `
  SELECT t.guild_id AS "guildId", t.id AS "ticketId", t.wait_until AS at
  FROM tickets t
  WHERE t.status = 'waiting' AND t.wait_until IS NOT NULL AND t.wait_until <= $1
    AND ($2::timestamptz IS NULL OR (t.wait_until, t.guild_id, t.id) > ($2, $3, $4::uuid))
  ORDER BY t.wait_until, t.guild_id, t.id
  LIMIT $5`;

/**
 * Reads all claims, a narrow row for each ticket that someone has in hand: an index on the time would be
 * written with every renewal, to save a millisecond here.
 */
const EXPIRED = `
  SELECT c.guild_id AS "guildId", c.ticket_id AS "ticketId", c.expires_at AS at
  FROM claims c
  WHERE c.expires_at <= $1
    AND ($2::timestamptz IS NULL OR (c.expires_at, c.guild_id, c.ticket_id) > ($2, $3, $4::uuid))
  ORDER BY c.expires_at, c.guild_id, c.ticket_id
  LIMIT $5`;

@Injectable()
export class DueTicketsReader {
  constructor(private readonly database: Database) {}

  /** Tickets whose time to wake has come. */
  waking(page: DuePage): Promise<DueTicket[]> {
    return this.database.query(WAKING, paramsOf(page));
  }

  /** Tickets whose owner let the claim run out. */
  expiredClaims(page: DuePage): Promise<DueTicket[]> {
    return this.database.query(EXPIRED, paramsOf(page));
  }
}

function paramsOf({ now, after, limit }: DuePage): unknown[] {
  return [now, after?.at ?? null, after?.guildId ?? null, after?.ticketId ?? null, limit];
}
