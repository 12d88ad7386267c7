import type { SubjectType } from '#kernel';
import type { Statement, Tx } from '#platform';
import type { MovedSignal } from '../domain/commands.js';

// Which ticket a signal is on is the ticket's business; all else about a signal never changes.
const MOVE_ALL: Statement = {
  name: 'signals_move_all',
  text: `UPDATE signals SET ticket_id = $3 WHERE guild_id = $1 AND ticket_id = $2`,
};

const MOVE_SOME: Statement = {
  name: 'signals_move_some',
  text: `UPDATE signals SET ticket_id = $3 WHERE guild_id = $1 AND ticket_id = $2 AND id = ANY($4::uuid[])`,
};

const SELECT: Statement = {
  name: 'signals_to_move',
  text: `
    SELECT s.id, s.kind, s.category, s.source_id AS "sourceId", s.received_at AS "receivedAt",
      s.subject_type AS "subjectType", s.subject_id AS "subjectId", s.subject_name AS "subjectName",
      s.reporter_id AS "reporterId", s.reporter_name AS "reporterName", s.text, s.data
    FROM signals s WHERE s.guild_id = $1 AND s.ticket_id = $2 AND s.id = ANY($3::uuid[])
    ORDER BY s.received_at, s.id`,
};

interface Row extends Pick<MovedSignal, 'id' | 'kind' | 'category' | 'sourceId' | 'receivedAt'> {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly subjectName: string | null;
  readonly reporterId: string | null;
  readonly reporterName: string | null;
  readonly text: string;
  readonly data: { readonly [key: string]: unknown };
}

/** A signal that moves, with what its new ticket is found by. */
export interface FoundSignal extends MovedSignal {
  readonly text: string;
  readonly authorId: string | null;
}

/** Those of a ticket's signals that are named, oldest first. */
export async function findSignals(
  tx: Tx,
  guildId: string,
  ticketId: string,
  signalIds: readonly string[],
): Promise<FoundSignal[]> {
  const rows = await tx.query<Row>(SELECT, [guildId, ticketId, signalIds]);
  return rows.map(({ subjectType, subjectId, subjectName, reporterId, reporterName, data, ...rest }) => ({
    ...rest,
    subject: { type: subjectType, id: subjectId, name: subjectName },
    reporter: reporterId === null ? null : { id: reporterId, name: reporterName },
    authorId: typeof data['authorId'] === 'string' ? data['authorId'] : null,
  }));
}

export async function moveAllSignals(tx: Tx, guildId: string, fromId: string, toId: string): Promise<void> {
  await tx.query(MOVE_ALL, [guildId, fromId, toId]);
}

export async function moveSignals(
  tx: Tx,
  guildId: string,
  fromId: string,
  toId: string,
  signalIds: readonly string[],
): Promise<void> {
  await tx.query(MOVE_SOME, [guildId, fromId, toId, signalIds]);
}
