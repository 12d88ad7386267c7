import { append, appendStatement } from '#events';
import type { NewEvent } from '#kernel';
import {
  type Column,
  columnsOf,
  insertList,
  recordset,
  recordsJson,
  type Statement,
  type Tx,
} from '#platform';
import type { Ticket } from '../domain/ticket.js';
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

// The number of a ticket in the records is its place among those the guild opens in this transaction. A unique
// violation says that another transaction was first with a key (I3).
const OPEN_AND_APPEND = appendStatement(
  'tickets_open_and_append',
  `opened AS (
      INSERT INTO tickets (${insertList(TICKET_COLUMNS)})
      SELECT ${TICKET_COLUMNS.map(({ key }) => (key === 'number' ? `c.first_number + r."number"` : `r."${key}"`)).join(', ')}
      FROM ${recordset('$5', TICKET_COLUMNS, 'r')} JOIN counters c ON c.guild_id = r."guildId"
    ),`,
);

const APPEND = appendStatement('tickets_append');

type UpdateRecord = Ticket & { readonly fromVersion: number };

const UPDATE_COLUMNS: readonly Column<UpdateRecord>[] = [
  ...TICKET_COLUMNS,
  ...columnsOf<Pick<UpdateRecord, 'fromVersion'>>({ fromVersion: 'integer' }),
];

// Fails as a whole when a ticket is not at the version it was read at.
const UPDATE: Statement = {
  name: 'tickets_update',
  text: `
    WITH updated AS (
      UPDATE tickets t SET ${TICKET_STATE.map(({ name, key }) => `${name} = r."${key}"`).join(', ')}
      FROM ${recordset('$1', UPDATE_COLUMNS, 'r')}
      WHERE t.guild_id = r."guildId" AND t.id = r."id" AND t.version = r."fromVersion"
      RETURNING t.id
    )
    SELECT 1 / (CASE WHEN count(*) = $2::int THEN 1 ELSE 0 END) FROM updated`,
};

/** The tickets as they are, each once, locked until the transaction ends. Unknown ones are left out. */
export async function lockTickets(tx: Tx, refs: readonly TicketRef[]): Promise<Ticket[]> {
  const distinct = [...new Map(refs.map((ref) => [`${ref.guildId}:${ref.id}`, ref])).values()];
  return tx.query<Ticket>(LOCK, [distinct.map(({ guildId }) => guildId), distinct.map(({ id }) => id)]);
}

/** One conditional UPDATE: each ticket must still be at the version it was read at (I4, I5, I6). */
export async function updateTickets(
  tx: Tx,
  changes: readonly { readonly ticket: Ticket; readonly fromVersion: number }[],
): Promise<void> {
  if (changes.length === 0) return;
  const records = changes.map(({ ticket, fromVersion }): UpdateRecord => ({ ...ticket, fromVersion }));
  await tx.query(UPDATE, [recordsJson(UPDATE_COLUMNS, records), records.length]);
}

/** Writes new tickets and the events of all in one statement; answers the new ones with their numbers. */
export async function openAndAppend(
  tx: Tx,
  opened: readonly Ticket[],
  events: readonly NewEvent[],
): Promise<Ticket[]> {
  if (events.length === 0) return [];
  const counts = new Map<string, number>();
  const placed = opened.map((ticket) => {
    const number = counts.get(ticket.guildId) ?? 0;
    counts.set(ticket.guildId, number + 1);
    return { ...ticket, number };
  });
  const first = await (opened.length === 0
    ? append(tx, APPEND, events, counts)
    : append(tx, OPEN_AND_APPEND, events, counts, [recordsJson(TICKET_COLUMNS, placed)]));
  return placed.map((ticket) => ({ ...ticket, number: ticket.number + (first.get(ticket.guildId) ?? 0) }));
}
