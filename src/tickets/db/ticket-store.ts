import { insertStatement, recordset, type Statement, type Tx } from '#platform';
import type { Ticket } from '../domain/ticket.js';
import { WriteConflict } from './write-conflict.js';
import { TICKET_COLUMNS, TICKET_LIST, TICKET_STATE } from './ticket-record.js';

export interface TicketRef {
  readonly guildId: string;
  readonly id: string;
}

// Locked in the order of their ids, so that two transactions never wait for each other.
const LOCK: Statement = {
  name: 'tickets_lock',
  text: `
    WITH wanted AS MATERIALIZED (
      SELECT * FROM unnest($1::text[], $2::uuid[]) AS w(guild_id, id) ORDER BY guild_id, id
    )
    SELECT locked.* FROM wanted w CROSS JOIN LATERAL (
      SELECT ${TICKET_LIST} FROM tickets t WHERE t.guild_id = w.guild_id AND t.id = w.id FOR UPDATE
    ) locked`,
};

// I3: whoever was first with a key has the ticket; the other starts over and joins it.
const INSERT = insertStatement(
  'tickets_insert',
  'tickets',
  TICKET_COLUMNS,
  `ON CONFLICT (guild_id, correlation_key) WHERE status <> 'resolved' DO NOTHING RETURNING id`,
);

const UPDATE: Statement = {
  name: 'tickets_update',
  text: `
    UPDATE tickets t SET ${TICKET_STATE.map(({ name, key }) => `${name} = r."${key}"`).join(', ')}
    FROM ${recordset('$1', TICKET_COLUMNS, 'r')}, unnest($2::uuid[], $3::int[]) AS v(id, version)
    WHERE t.guild_id = r."guildId" AND t.id = r."id" AND v.id = r."id" AND t.version = v.version
    RETURNING t.id`,
};

/** The tickets as they are, each once, locked until the transaction ends. Unknown ones are left out. */
export async function lockTickets(tx: Tx, refs: readonly TicketRef[]): Promise<Ticket[]> {
  const distinct = [...new Map(refs.map((ref) => [`${ref.guildId}:${ref.id}`, ref])).values()];
  return tx.query<Ticket>(LOCK, [distinct.map(({ guildId }) => guildId), distinct.map(({ id }) => id)]);
}

/** Throws `WriteConflict` when another transaction opened a ticket with one of the keys meanwhile. */
export async function insertTickets(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
  if (tickets.length === 0) return;
  const inserted = await tx.query(INSERT, [JSON.stringify(tickets)]);
  if (inserted.length < tickets.length) throw new WriteConflict();
}

/** One conditional UPDATE: each ticket must still be at the version it was read at (I4, I5, I6). */
export async function updateTickets(
  tx: Tx,
  changes: readonly { readonly ticket: Ticket; readonly fromVersion: number }[],
): Promise<void> {
  if (changes.length === 0) return;
  const updated = await tx.query(UPDATE, [
    JSON.stringify(changes.map(({ ticket }) => ticket)),
    changes.map(({ ticket }) => ticket.id),
    changes.map(({ fromVersion }) => fromVersion),
  ]);
  if (updated.length < changes.length) throw new WriteConflict();
}
