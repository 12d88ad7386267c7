import { Injectable } from '@nestjs/common';
import { isUuid } from '#kernel';
import { Database, Keyset, type Key, type Page } from '#platform';
import type { EvidenceRecord } from '../domain/evidence.js';

/** An attachment of a ticket and its copy, as staff see them. */
export interface TicketEvidence extends EvidenceRecord {
  readonly attempts: number;
}

type Row = Omit<TicketEvidence, 'size'> & { readonly size: string | null };

const KEY = { receivedAt: 'time', signalId: 'uuid', position: 'integer' } as const;

const LIST = `e.guild_id AS "guildId", e.id, e.signal_id AS "signalId", e.received_at AS "receivedAt", e.position,
  e.state, e.url, e.filename, e.content_type AS "contentType", e.size, e.sha256, e.attempts, e.error,
  e.stored_at AS "storedAt"`;

// A ticket's signals from idx_signals_ticket, newest first, and those of each from uq_evidence_signal.
const FROM = `
  FROM signals s JOIN evidence e ON e.guild_id = s.guild_id AND e.signal_id = s.id
  WHERE s.guild_id = $1 AND s.ticket_id = $2`;
const FIRST = {
  name: 'evidence_of_ticket',
  text: `SELECT ${LIST} ${FROM} ORDER BY s.received_at DESC, s.id DESC, e.position DESC LIMIT $3`,
};
const NEXT = {
  name: 'evidence_of_ticket_next',
  text: `
    SELECT ${LIST} ${FROM} AND s.received_at <= $4::timestamptz
      AND (s.received_at, s.id, e.position) < ($4::timestamptz, $5::uuid, $6::bigint)
    ORDER BY s.received_at DESC, s.id DESC, e.position DESC LIMIT $3`,
};
// Signals move between tickets, so which one a piece belongs to is asked of its signal.
const ONE = {
  name: 'evidence_one',
  text: `
    SELECT ${LIST} FROM evidence e
    WHERE e.guild_id = $1 AND e.id = $3 AND EXISTS (
      SELECT 1 FROM signals s
      WHERE s.guild_id = e.guild_id AND s.id = e.signal_id AND s.received_at = e.received_at AND s.ticket_id = $2)`,
};

/** What is kept for a ticket. Whether the ticket may be seen was asked of it. */
@Injectable()
export class EvidenceReader {
  constructor(private readonly database: Database) {}

  /** Of the newest signal first. Throws `bad_cursor`. */
  async page(
    guildId: string,
    ticketId: string,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<TicketEvidence>> {
    const keyset = new Keyset(`evidence/${ticketId}`, KEY);
    const after: Key<typeof KEY> | null = keyset.decode(guildId, cursor);
    const params = [guildId, ticketId, limit + 1];
    const rows = await (after === null
      ? this.database.query<Row>(FIRST, params)
      : this.database.query<Row>(NEXT, [...params, after.receivedAt, after.signalId, after.position]));
    return keyset.page(guildId, rows, limit, (row) => row, withSize);
  }

  /** Null when the ticket has no such piece. */
  async one(guildId: string, ticketId: string, id: string): Promise<TicketEvidence | null> {
    if (!isUuid(id)) return null;
    const [row] = await this.database.query<Row>(ONE, [guildId, ticketId, id]);
    return row === undefined ? null : withSize(row);
  }
}

function withSize({ size, ...row }: Row): TicketEvidence {
  return { ...row, size: size === null ? null : Number(size) };
}
