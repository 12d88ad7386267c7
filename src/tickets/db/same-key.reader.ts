import type { Statement, Tx } from '#platform';
import type { Ticket } from '../domain/ticket.js';

const SAME_KEY: Statement = {
  name: 'tickets_open_with_same_key',
  text: `
    SELECT w.id FROM unnest($1::text[], $2::uuid[], $3::text[]) AS w(guild_id, id, key)
    WHERE EXISTS (SELECT 1 FROM tickets t
      WHERE t.guild_id = w.guild_id AND t.correlation_key = w.key AND t.status <> 'resolved' AND t.id <> w.id)`,
};

/** The ids of those beside which another unresolved ticket has the same key (I3). */
export async function openWithSameKey(tx: Tx, tickets: readonly Ticket[]): Promise<Set<string>> {
  const keyed = tickets.filter(({ correlationKey }) => correlationKey !== null);
  if (keyed.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(SAME_KEY, [
    keyed.map(({ guildId }) => guildId),
    keyed.map(({ id }) => id),
    keyed.map(({ correlationKey }) => correlationKey),
  ]);
  return new Set(rows.map(({ id }) => id));
}
