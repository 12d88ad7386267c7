import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import { type NoticeKind, OF_CONVERSATIONS } from '../domain/notice-kind.js';

/** A ticket may have thousands of reporters; direct messages to that many would be taken for spam. */
const MOST_PEOPLE = 100;

export interface PendingNotice {
  readonly seq: bigint;
  readonly kind: NoticeKind;
}

export interface TicketPerson {
  readonly ticketId: string;
  readonly userId: string;
}

export interface Owed extends TicketPerson {
  readonly guildId: string;
}

const OWE = `
  INSERT INTO discord_notices (guild_id, seq, user_id, ticket_id, kind, state, created_at)
  SELECT $1, e.seq, p.user_id, e.ticket_id, e.kind, 'pending', e.at
  FROM unnest($2::bigint[], $3::uuid[], $4::text[], $5::timestamptz[]) AS e(seq, ticket_id, kind, at)
  JOIN tickets t ON t.guild_id = $1 AND t.id = e.ticket_id
  CROSS JOIN LATERAL (
    SELECT r.user_id FROM ticket_parties r
    WHERE r.guild_id = $1 AND r.ticket_id = e.ticket_id AND r.role = 'reporter'
    ORDER BY r.added_at, r.user_id LIMIT ${MOST_PEOPLE}
  ) p
  WHERE t.kind IN ('request', 'appeal') OR NOT e.kind = ANY($6::text[])
  ON CONFLICT DO NOTHING
  RETURNING ticket_id AS "ticketId", user_id AS "userId"`;

const PENDING = `
  SELECT n.seq::text AS "seq", n.kind FROM discord_notices n
  WHERE n.guild_id = $1 AND n.ticket_id = $2 AND n.user_id = $3 AND n.state = 'pending'
  ORDER BY n.seq LIMIT 20`;

const SETTLE = `
  UPDATE discord_notices SET state = $4, via = $5, message_id = $6, problem = $7, settled_at = $8
  WHERE guild_id = $1 AND seq = $2 AND user_id = $3 AND state = 'pending'`;

const OWED = `
  SELECT DISTINCT n.guild_id AS "guildId", n.ticket_id AS "ticketId", n.user_id AS "userId" FROM discord_notices n
  WHERE n.state = 'pending' AND n.created_at < now() - interval '30 seconds'
    AND (n.guild_id, n.ticket_id, n.user_id) > ($1, $2, $3)
  ORDER BY n.guild_id, n.ticket_id, n.user_id LIMIT $4`;

export interface NoticeEvent {
  readonly seq: bigint;
  readonly ticketId: string;
  readonly kind: NoticeKind;
  readonly at: Date;
}

export interface Settlement {
  readonly state: 'delivered' | 'undelivered' | 'left_out';
  readonly via: 'thread' | 'dm' | null;
  readonly messageId: string | null;
  readonly problem: string | null;
  readonly at: Date;
}

/** What members are owed to be told. */
@Injectable()
export class NoticeStore {
  constructor(private readonly database: Database) {}

  /** Owes the reporters of each ticket a notice; answers whom, about what. */
  owe(tx: Tx, guildId: string, events: readonly NoticeEvent[]): Promise<TicketPerson[]> {
    return tx.query<TicketPerson>(OWE, [
      guildId,
      events.map(({ seq }) => seq.toString()),
      events.map(({ ticketId }) => ticketId),
      events.map(({ kind }) => kind),
      events.map(({ at }) => at),
      OF_CONVERSATIONS,
    ]);
  }

  /** In the order in which things happened. */
  async pending({ guildId, ticketId, userId }: Owed): Promise<PendingNotice[]> {
    const rows = await this.database.query<{ seq: string; kind: NoticeKind }>(PENDING, [
      guildId,
      ticketId,
      userId,
    ]);
    return rows.map(({ seq, kind }) => ({ seq: BigInt(seq), kind }));
  }

  async settle({ guildId, userId }: Owed, seq: bigint, settlement: Settlement): Promise<void> {
    const { state, via, messageId, problem, at } = settlement;
    await this.database.query(SETTLE, [guildId, seq.toString(), userId, state, via, messageId, problem, at]);
  }

  /** Who is owed something since a while, after one of them. */
  owed(tx: Tx, after: Owed | null, limit: number): Promise<Owed[]> {
    const { guildId, ticketId, userId } = after ?? FIRST;
    return tx.query<Owed>(OWED, [guildId, ticketId, userId, limit]);
  }
}

const FIRST: Owed = { guildId: '', ticketId: '00000000-0000-0000-0000-000000000000', userId: '' };
