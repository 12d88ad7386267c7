import { newId } from '#kernel';
import type { Tx } from '#platform';
import type { Ticket } from '#tickets';
import { aTicket, DECIDED, minutesFromNow, NOW } from './ticket-factories.js';

/** A ticket as it lies in the tables, with what is kept beside it. A test states only what it is about. */
export interface TicketSpec extends Partial<Ticket> {
  readonly reporters?: readonly string[];
  /** What it is found by, beside its title and its people. */
  readonly text?: string;
}

/** Puts tickets into the tables, the oldest first, a second apart; numbers are the guild's next. */
export async function insertTickets(
  tx: Tx,
  guildId: string,
  specs: readonly TicketSpec[],
): Promise<Ticket[]> {
  const [counter] = await tx.query<{ next: number }>(
    `INSERT INTO guild_counters AS c (guild_id, next_ticket_number) VALUES ($1, 1 + $2::int)
     ON CONFLICT (guild_id) DO UPDATE SET next_ticket_number = c.next_ticket_number + $2::int
     RETURNING next_ticket_number AS next`,
    [guildId, specs.length],
  );
  const first = counter!.next - specs.length;
  const tickets = specs.map((spec, i) => ticketOf(guildId, first + i, spec, specs.length - i));
  await insert(tx, 'tickets', tickets);
  await insert(
    tx,
    'claims',
    tickets
      .filter(({ ownerId }) => ownerId !== null)
      .map(({ id, ownerId, claimExpiresAt }) => ({
        guildId,
        ticketId: id,
        ownerId,
        expiresAt: claimExpiresAt,
      })),
  );
  await insert(
    tx,
    'ticketParties',
    tickets.flatMap((ticket, i) => partiesOf(ticket, specs[i]!)),
  );
  await insert(
    tx,
    'ticketSearch',
    tickets.map((ticket, i) => ({
      guildId,
      ticketId: ticket.id,
      body: `${ticket.title} ${specs[i]!.text ?? ''}`,
      people: [ticket.subjectName, ticket.subjectId, ...(specs[i]!.reporters ?? [])].join(' '),
      tags: ticket.tags,
    })),
  );
  return tickets;
}

function ticketOf(guildId: string, number: number, spec: TicketSpec, age: number): Ticket {
  const { reporters = [], text: _text, ...given } = spec;
  const openedAt = given.openedAt ?? new Date(NOW.getTime() - age * 1000);
  return {
    ...aTicket({ correlationKey: null, subjectId: `subject-of-${number}` }),
    ...(given.status === 'resolved' ? DECIDED : {}),
    ...(typeof given.ownerId === 'string' ? { claimExpiresAt: minutesFromNow(60) } : {}),
    reporterCount: reporters.length,
    lastSignalAt: openedAt,
    updatedAt: openedAt,
    ...given,
    openedAt,
    guildId,
    id: given.id ?? newId(),
    number,
  };
}

function partiesOf(
  { guildId, id, subjectType, subjectId, openedAt }: Ticket,
  { reporters = [] }: TicketSpec,
) {
  const party = (userId: string, role: string) => ({
    guildId,
    ticketId: id,
    userId,
    role,
    addedAt: openedAt,
    sinceVersion: 1,
  });
  return [
    ...(subjectType === 'user' ? [party(subjectId, 'subject')] : []),
    ...reporters.map((userId) => party(userId, 'reporter')),
  ];
}

async function insert(tx: Tx, name: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const table = snakeCase(name);
  const records = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [snakeCase(key), value as unknown])),
  );
  await tx.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [
    JSON.stringify(records),
  ]);
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
