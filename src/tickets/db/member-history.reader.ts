import { Injectable } from '@nestjs/common';
import type { Outcome, Status } from '#kernel';
import { Database } from '#platform';
import { BoundValues } from './bound-values.js';
import type { ShownAction } from './one-ticket.reader.js';
import { sight } from './sight.js';

export interface PastAction extends ShownAction {
  /** Of the ticket it was decided on; null for one without. */
  readonly ticketNumber: number | null;
}

export interface PastTicket {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly status: Status;
  readonly outcome: Outcome | null;
  readonly openedAt: Date;
}

export interface MemberHistory {
  /** The newest first. */
  readonly actions: readonly PastAction[];
  readonly tickets: readonly PastTicket[];
  /** How their reports were judged. */
  readonly reports: { readonly upheld: number; readonly dismissed: number };
}

/** What is known of one member, but for what the viewer is party to (I8). Counts of reports say of nobody which. */
@Injectable()
export class MemberHistoryReader {
  constructor(private readonly database: Database) {}

  async of(guildId: string, viewerId: string, memberId: string, limit: number): Promise<MemberHistory> {
    const [actions, tickets, [reports]] = await Promise.all([
      this.actions(guildId, viewerId, memberId, limit),
      this.tickets(guildId, viewerId, memberId, limit),
      this.reports(guildId, viewerId, memberId),
    ]);
    return { actions, tickets, reports: reports ?? { upheld: 0, dismissed: 0 } };
  }

  // By idx_actions_subject; the tickets by their key.
  private actions(guildId: string, viewerId: string, memberId: string, limit: number): Promise<PastAction[]> {
    const { guild, member, seen, values } = asked(guildId, viewerId, memberId);
    return this.database.query(
      `SELECT a.id, a.ticket_id AS "ticketId", a.type, a.subject_id AS "subjectId", a.reason,
         a.duration_seconds AS "durationSeconds", a.decided_by AS "decidedBy", a.carried_out_by AS "carriedOutBy",
         a.at, a.reversed_at AS "reversedAt", t.number AS "ticketNumber"
       FROM actions a LEFT JOIN tickets t ON t.guild_id = a.guild_id AND t.id = a.ticket_id
       WHERE a.guild_id = ${guild} AND a.subject_id = ${member} AND (a.ticket_id IS NULL OR ${seen})
       ORDER BY a.at DESC, a.id DESC LIMIT ${values.bind(limit, 'int')}`,
      values.list,
    );
  }

  // By idx_tickets_subject.
  private tickets(guildId: string, viewerId: string, memberId: string, limit: number): Promise<PastTicket[]> {
    const { guild, member, seen, values } = asked(guildId, viewerId, memberId);
    return this.database.query(
      `SELECT t.id, t.number, t.title, t.status, t.outcome, t.opened_at AS "openedAt" FROM tickets t
       WHERE t.guild_id = ${guild} AND t.subject_id = ${member} AND ${seen}
       ORDER BY t.opened_at DESC, t.id DESC LIMIT ${values.bind(limit, 'int')}`,
      values.list,
    );
  }

  // By the primary key of reporter_outcomes: one person's.
  private reports(
    guildId: string,
    viewerId: string,
    memberId: string,
  ): Promise<{ upheld: number; dismissed: number }[]> {
    const { guild, member, seen, values } = asked(guildId, viewerId, memberId);
    return this.database.query(
      `SELECT count(*) FILTER (WHERE r.upheld)::int AS upheld, count(*) FILTER (WHERE NOT r.upheld)::int AS dismissed
       FROM reporter_outcomes r JOIN tickets t ON t.guild_id = r.guild_id AND t.id = r.ticket_id
       WHERE r.guild_id = ${guild} AND r.user_id = ${member} AND ${seen}`,
      values.list,
    );
  }
}

function asked(guildId: string, viewerId: string, memberId: string) {
  const values = new BoundValues();
  const guild = values.bind(guildId, 'text');
  const member = values.bind(memberId, 'text');
  return { guild, member, seen: sight(guild, viewerId, values) ?? 'true', values };
}
