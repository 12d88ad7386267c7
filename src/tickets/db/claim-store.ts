import { columnsOf, recordInsert, type Statement, type Tx } from '#platform';
import type { Ticket } from '../domain/ticket.js';

interface ClaimRecord {
  readonly guildId: string;
  readonly ticketId: string;
  readonly ownerId: string;
  readonly expiresAt: Date;
}

const upsert = recordInsert(
  'claims_upsert',
  'claims',
  columnsOf<ClaimRecord>({ guildId: 'text', ticketId: 'uuid', ownerId: 'text', expiresAt: 'timestamptz' }),
  `ON CONFLICT (guild_id, ticket_id) DO UPDATE SET owner_id = excluded.owner_id, expires_at = excluded.expires_at`,
);

const DELETE: Statement = {
  name: 'claims_delete',
  text: `
    DELETE FROM claims c USING unnest($1::text[], $2::uuid[]) AS w(guild_id, ticket_id)
    WHERE c.guild_id = w.guild_id AND c.ticket_id = w.ticket_id`,
};

/** Keeps the list of claims in step with the tickets, in the transaction that changes them. */
export async function writeClaims(tx: Tx, changed: readonly Ticket[]): Promise<void> {
  const held: ClaimRecord[] = [];
  const free: Ticket[] = [];
  for (const ticket of changed) {
    const { guildId, id: ticketId, ownerId, claimExpiresAt: expiresAt } = ticket;
    if (ownerId === null || expiresAt === null) free.push(ticket);
    else held.push({ guildId, ticketId, ownerId, expiresAt });
  }
  await Promise.all([
    upsert(tx, held),
    free.length > 0 && tx.query(DELETE, [free.map(({ guildId }) => guildId), free.map(({ id }) => id)]),
  ]);
}
