import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

/** A ticket for which something falls due, of any guild: timers belong to the installation. */
export interface DueTicket {
  readonly guildId: string;
  readonly ticketId: string;
  readonly at: Date;
}

/** A ticket whose target is warned of, or has been missed. */
export interface DueTarget extends DueTicket {
  readonly isOver: boolean;
}

/** A ticket about which somebody is to be paged again. */
export interface DuePaging extends DueTicket {
  /** What was seen of it holds for this version. */
  readonly version: number;
  readonly isOpenSomewhere: boolean;
}

/** A ticket that has waited too long for a member. */
export interface DueStale extends DueTicket {
  readonly isReminded: boolean;
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

/** From idx_tickets_sla alone. */
const TARGETS = `
  SELECT t.guild_id AS "guildId", t.id AS "ticketId", LEAST(t.sla_warn_at, t.sla_due_at) AS at,
    t.sla_due_at <= $1 AS "isOver"
  FROM tickets t
  WHERE t.sla_due_at IS NOT NULL AND NOT t.sla_breached AND LEAST(t.sla_warn_at, t.sla_due_at) <= $1
    AND ($2::timestamptz IS NULL OR (LEAST(t.sla_warn_at, t.sla_due_at), t.guild_id, t.id) > ($2, $3, $4::uuid))
  ORDER BY LEAST(t.sla_warn_at, t.sla_due_at), t.guild_id, t.id
  LIMIT $5`;

/** From idx_tickets_page. Whoever is party to a ticket cannot have it open as staff, whatever their console says. */
const PAGING = `
  SELECT t.guild_id AS "guildId", t.id AS "ticketId", t.page_at AS at, t.version,
    seen.is_open IS NOT NULL AS "isOpenSomewhere"
  FROM tickets t
  LEFT JOIN LATERAL (
    SELECT true AS is_open FROM ticket_viewers v
    WHERE v.guild_id = t.guild_id AND v.ticket_id = t.id AND v.expires_at > now()
      AND NOT EXISTS (SELECT 1 FROM ticket_parties p
        WHERE p.guild_id = t.guild_id AND p.ticket_id = t.id AND p.user_id = v.user_id)
    LIMIT 1
  ) seen ON true
  WHERE t.page_at IS NOT NULL AND t.page_at <= $1
    AND ($2::timestamptz IS NULL OR (t.page_at, t.guild_id, t.id) > ($2, $3, $4::uuid))
  ORDER BY t.page_at, t.guild_id, t.id
  LIMIT $5`;

/** From idx_tickets_stale alone. */
const STALE = `
  SELECT t.guild_id AS "guildId", t.id AS "ticketId", t.stale_at AS at, t.reminded_at IS NOT NULL AS "isReminded"
  FROM tickets t
  WHERE t.stale_at IS NOT NULL AND t.stale_at <= $1
    AND ($2::timestamptz IS NULL OR (t.stale_at, t.guild_id, t.id) > ($2, $3, $4::uuid))
  ORDER BY t.stale_at, t.guild_id, t.id
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

  /** Tickets whose target is warned of or missed. */
  targets(page: DuePage): Promise<DueTarget[]> {
    return this.database.query(TARGETS, paramsOf(page));
  }

  /** Tickets that have waited too long for a member. */
  stale(page: DuePage): Promise<DueStale[]> {
    return this.database.query(STALE, paramsOf(page));
  }

  /** Tickets about which somebody is paged again unless somebody has looked. */
  paging(page: DuePage): Promise<DuePaging[]> {
    return this.database.query(PAGING, paramsOf(page));
  }
}

function paramsOf({ now, after, limit }: DuePage): unknown[] {
  return [now, after?.at ?? null, after?.guildId ?? null, after?.ticketId ?? null, limit];
}
