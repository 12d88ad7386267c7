import { Injectable } from '@nestjs/common';
import type { SignalKind, Status, WaitFor } from '#kernel';
import { Database, type Statement } from '#platform';

/** What a member may know of a ticket that they brought in. */
export interface MemberTicket {
  readonly id: string;
  readonly number: number;
  readonly kind: SignalKind;
  /** Of a ticket that was merged into another, how that one stands. */
  readonly status: Status;
  readonly waitFor: WaitFor | null;
  readonly isOwned: boolean;
  /** When they came with it. */
  readonly at: Date;
}

/** The newest from the end of idx_ticket_parties_user, which is in the order in which tickets were opened. */
const LIST: Statement = {
  name: 'member_tickets',
  text: `
    SELECT t.id, t.number, t.kind, coalesce(m.status, t.status) AS status,
      CASE WHEN m.id IS NULL THEN t.wait_for ELSE m.wait_for END AS "waitFor",
      coalesce(m.owner_id, t.owner_id) IS NOT NULL AS "isOwned", p.added_at AS at
    FROM ticket_parties p
    JOIN tickets t ON t.guild_id = p.guild_id AND t.id = p.ticket_id
    LEFT JOIN tickets m ON m.guild_id = t.guild_id AND m.id = t.merged_into_id
    WHERE p.guild_id = $1 AND p.user_id = $2 AND p.role = 'reporter' AND ($3::uuid IS NULL OR p.ticket_id < $3)
    ORDER BY p.ticket_id DESC LIMIT $4`,
};

/** A member's own reports, requests and appeals; never what others said of them. */
@Injectable()
export class MemberTicketsReader {
  constructor(private readonly database: Database) {}

  /** Newest first, those opened before the ticket `before`. */
  list(guildId: string, memberId: string, before: string | null, limit: number): Promise<MemberTicket[]> {
    return this.database.query<MemberTicket>(LIST, [guildId, memberId, before, limit]);
  }
}
