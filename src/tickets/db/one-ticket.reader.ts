import { isUuid, type ActionType } from '#kernel';
import type { Tx } from '#platform';
import type { Ticket } from '../domain/ticket.js';
import { unknownTicket } from '../ticket-refused.js';
import { BoundValues } from './bound-values.js';
import { numberIn } from './search-match.js';
import { allOf, sight } from './sight.js';
import { TICKET_LIST } from './ticket-record.js';

/** Someone whom a ticket is about or who brought it. */
export interface Party {
  readonly userId: string;
  readonly role: 'subject' | 'reporter';
}

/** An enforcement, as a ticket shows it. */
export interface ShownAction {
  readonly id: string;
  readonly ticketId: string | null;
  readonly type: ActionType;
  readonly subjectId: string;
  readonly reason: string | null;
  readonly durationSeconds: number | null;
  readonly decidedBy: string | null;
  readonly carriedOutBy: string | null;
  readonly at: Date;
  readonly reversedAt: Date | null;
}

/** A ticket with what its own page shows beside it. */
export interface TicketDetails {
  readonly ticket: Ticket;
  /** The newest 200. */
  readonly parties: readonly Party[];
  /** Recorded on this ticket, oldest first; the first 100. */
  readonly actions: readonly ShownAction[];
  /** What an appeal contests, when that is an action. */
  readonly contestedAction: ShownAction | null;
}

/** Throws `unknown_ticket`, also for one that the viewer may not see (I8). */
export async function readTicket(
  tx: Tx,
  guildId: string,
  viewerId: string | null,
  idOrNumber: string,
): Promise<Ticket> {
  const [ticket] = await select<Ticket>(tx, TICKET_LIST, guildId, viewerId, idOrNumber);
  if (ticket === undefined) throw unknownTicket();
  return ticket;
}

/** The id of a ticket that the viewer may see. Throws `unknown_ticket`. */
export async function readTicketId(
  tx: Tx,
  guildId: string,
  viewerId: string | null,
  idOrNumber: string,
): Promise<string> {
  const [ticket] = await select<{ id: string }>(tx, 't.id', guildId, viewerId, idOrNumber);
  if (ticket === undefined) throw unknownTicket();
  return ticket.id;
}

async function select<Row>(
  tx: Tx,
  list: string,
  guildId: string,
  viewerId: string | null,
  idOrNumber: string,
): Promise<Row[]> {
  const values = new BoundValues();
  const guild = values.bind(guildId, 'text');
  const named = isUuid(idOrNumber)
    ? `t.id = ${values.bind(idOrNumber, 'uuid')}`
    : byNumber(idOrNumber, values);
  if (named === null) return [];
  const where = allOf(`t.guild_id = ${guild}`, named, sight(guild, viewerId, values));
  return tx.query<Row>(`SELECT ${list} FROM tickets t WHERE ${where}`, values.list);
}

function byNumber(text: string, values: BoundValues): string | null {
  const number = numberIn(text);
  return number === null ? null : `t.number = ${values.bind(number, 'int')}`;
}

const PARTIES = {
  name: 'tickets_parties',
  text: `
    SELECT p.user_id AS "userId", p.role FROM ticket_parties p WHERE p.guild_id = $1 AND p.ticket_id = $2
    ORDER BY p.added_at DESC, p.user_id LIMIT 200`,
};

const ACTION_LIST = `a.id, a.ticket_id AS "ticketId", a.type, a.subject_id AS "subjectId", a.reason,
  a.duration_seconds AS "durationSeconds", a.decided_by AS "decidedBy", a.carried_out_by AS "carriedOutBy", a.at,
  a.reversed_at AS "reversedAt"`;

// By idx_actions_ticket and the primary key.
const ACTIONS = {
  name: 'tickets_actions',
  text: `
    (SELECT ${ACTION_LIST} FROM actions a WHERE a.guild_id = $1 AND a.ticket_id = $2 ORDER BY a.at, a.id LIMIT 100)
    UNION ALL
    (SELECT ${ACTION_LIST} FROM actions a WHERE a.guild_id = $1 AND a.id = $3 AND a.ticket_id IS DISTINCT FROM $2)`,
};

export async function readDetails(
  tx: Tx,
  guildId: string,
  viewerId: string | null,
  idOrNumber: string,
): Promise<TicketDetails> {
  const ticket = await readTicket(tx, guildId, viewerId, idOrNumber);
  const [parties, actions] = await Promise.all([
    tx.query<Party>(PARTIES, [guildId, ticket.id]),
    tx.query<ShownAction>(ACTIONS, [guildId, ticket.id, ticket.contestsActionId]),
  ]);
  return {
    ticket,
    parties,
    actions: actions.filter(({ ticketId }) => ticketId === ticket.id),
    contestedAction: actions.find(({ id }) => id === ticket.contestsActionId) ?? null,
  };
}
