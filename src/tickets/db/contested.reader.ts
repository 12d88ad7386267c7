import type { Statement, Tx } from '#platform';
import type { Ticket } from '../domain/ticket.js';
import type { ContestedDecision } from '../domain/transition-context.js';

const CONTESTED: Statement = {
  name: 'tickets_contested',
  text: `
    SELECT w.place::int AS "place", a.decided_by AS "decidedBy", a.carried_out_by AS "carriedOutBy",
      CASE WHEN t.resolved_by_type = 'user' THEN t.resolved_by_id END AS "resolvedBy"
    FROM unnest($1::text[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS w(guild_id, action_id, ticket_id, place)
    LEFT JOIN actions a ON a.guild_id = w.guild_id AND a.id = w.action_id
    LEFT JOIN tickets t ON t.guild_id = w.guild_id AND t.id = w.ticket_id`,
};

interface Row {
  readonly place: number;
  readonly decidedBy: string | null;
  readonly carriedOutBy: string | null;
  readonly resolvedBy: string | null;
}

/** Who decided what these tickets contest, by ticket id; tickets that contest nothing are left out (I7). */
export async function readContested(
  tx: Tx,
  tickets: readonly Ticket[],
): Promise<Map<string, ContestedDecision>> {
  const contesting = tickets.filter(
    ({ contestsActionId, contestsTicketId }) => contestsActionId !== null || contestsTicketId !== null,
  );
  if (contesting.length === 0) return new Map();
  const rows = await tx.query<Row>(CONTESTED, [
    contesting.map(({ guildId }) => guildId),
    contesting.map(({ contestsActionId }) => contestsActionId),
    contesting.map(({ contestsTicketId }) => contestsTicketId),
  ]);
  return new Map(
    rows.map(({ place, decidedBy, carriedOutBy, resolvedBy }) => [
      contesting[place - 1]!.id,
      { decidedBy: [decidedBy, carriedOutBy, resolvedBy].filter((id) => id !== null) },
    ]),
  );
}
