import type { Statement, Tx } from '#platform';

export interface JudgedReports {
  readonly guildId: string;
  readonly ticketId: string;
  readonly upheld: boolean;
}

const INSERT: Statement = {
  name: 'reporter_outcomes_insert',
  text: `
    INSERT INTO reporter_outcomes (guild_id, user_id, ticket_id, upheld, at)
    SELECT p.guild_id, p.user_id, p.ticket_id, w.upheld, $4 FROM ticket_parties p
    JOIN unnest($1::text[], $2::uuid[], $3::boolean[]) AS w(guild_id, ticket_id, upheld)
      ON p.guild_id = w.guild_id AND p.ticket_id = w.ticket_id
    WHERE p.role = 'reporter'
    ON CONFLICT (guild_id, user_id, ticket_id) DO UPDATE SET upheld = excluded.upheld, at = excluded.at`,
};

const DELETE: Statement = {
  name: 'reporter_outcomes_delete',
  text: `
    DELETE FROM reporter_outcomes o USING unnest($1::text[], $2::uuid[]) AS w(guild_id, ticket_id)
    WHERE o.guild_id = w.guild_id AND o.ticket_id = w.ticket_id`,
};

/** A person has judged what these tickets' reporters said: their accuracy is read from it. */
export async function recordOutcomes(tx: Tx, judged: readonly JudgedReports[], at: Date): Promise<void> {
  if (judged.length === 0) return;
  await tx.query(INSERT, [
    judged.map(({ guildId }) => guildId),
    judged.map(({ ticketId }) => ticketId),
    judged.map(({ upheld }) => upheld),
    at,
  ]);
}

/** Reopened: nothing is judged any more. */
export async function forgetOutcomes(
  tx: Tx,
  tickets: readonly { readonly guildId: string; readonly id: string }[],
): Promise<void> {
  if (tickets.length === 0) return;
  await tx.query(DELETE, [tickets.map(({ guildId }) => guildId), tickets.map(({ id }) => id)]);
}
