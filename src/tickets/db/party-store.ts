import { columnsOf, insertList, recordInsert, type Statement, type Tx } from '#platform';

/** Someone whom a ticket is about or who brought it: they never see or work it as staff (I8). */
export interface PartyRecord {
  readonly guildId: string;
  readonly ticketId: string;
  readonly userId: string;
  readonly role: 'subject' | 'reporter';
  readonly addedAt: Date;
  /** The ticket's version with which they became party to it. */
  readonly sinceVersion: number;
}

const COLUMNS = columnsOf<PartyRecord>({
  guildId: 'text',
  ticketId: 'uuid',
  userId: 'text',
  role: 'text',
  addedAt: 'timestamptz',
  sinceVersion: 'integer',
});

/** Who is party already stays so with the version they became it. */
export const insertParties = recordInsert(
  'parties_insert',
  'ticket_parties',
  COLUMNS,
  'ON CONFLICT DO NOTHING',
);

const AMONG: Statement = {
  name: 'parties_among',
  text: `
    SELECT p.ticket_id AS "ticketId", p.user_id AS "userId", p.role AS "role" FROM ticket_parties p
    JOIN unnest($1::text[], $2::uuid[], $3::text[]) AS w(guild_id, ticket_id, user_id)
      ON p.guild_id = w.guild_id AND p.ticket_id = w.ticket_id AND p.user_id = w.user_id`,
};

const COPY: Statement = {
  name: 'parties_copy',
  text: `
    INSERT INTO ticket_parties (${insertList(COLUMNS)})
    SELECT p.guild_id, $3::uuid, p.user_id, p.role, p.added_at, $4::integer FROM ticket_parties p
    WHERE p.guild_id = $1 AND p.ticket_id = $2
    ON CONFLICT DO NOTHING RETURNING role`,
};

/** Reporters of a ticket with no signal on it, after some of its signals have left. */
const DROP_REPORTERS: Statement = {
  name: 'parties_drop_reporters',
  text: `
    DELETE FROM ticket_parties p WHERE p.guild_id = $1 AND p.ticket_id = $2 AND p.role = 'reporter'
      AND NOT EXISTS (SELECT 1 FROM signals s
        WHERE s.guild_id = p.guild_id AND s.ticket_id = p.ticket_id AND s.reporter_id = p.user_id)
    RETURNING p.user_id`,
};

export interface PartyQuestion {
  readonly guildId: string;
  readonly ticketId: string;
  readonly userId: string;
}

/** Which of these people are party to which of these tickets. */
export async function partiesAmong(
  tx: Tx,
  asked: readonly PartyQuestion[],
): Promise<{ ticketId: string; userId: string; role: PartyRecord['role'] }[]> {
  if (asked.length === 0) return [];
  return tx.query(AMONG, [
    asked.map(({ guildId }) => guildId),
    asked.map(({ ticketId }) => ticketId),
    asked.map(({ userId }) => userId),
  ]);
}

/** Makes one ticket's parties party to another too, with its next version; answers how many reporters are new there. */
export async function copyParties(
  tx: Tx,
  guildId: string,
  fromId: string,
  to: { readonly id: string; readonly version: number },
): Promise<number> {
  const rows = await tx.query<{ role: string }>(COPY, [guildId, fromId, to.id, to.version + 1]);
  return rows.filter(({ role }) => role === 'reporter').length;
}

/** Answers how many reporters have no signal left on the ticket. */
export async function dropFormerReporters(tx: Tx, guildId: string, ticketId: string): Promise<number> {
  return (await tx.query(DROP_REPORTERS, [guildId, ticketId])).length;
}
