import type { Statement, Tx } from '#platform';

/** A message of a conversation about a ticket. */
export interface HeardMessage {
  readonly guildId: string;
  readonly ticketId: string;
  readonly messageId: string;
}

// By idx_events_ticket: the events of these tickets alone.
const HEARD: Statement = {
  name: 'tickets_heard',
  text: `
    SELECT w.ticket_id AS "ticketId", w.message_id AS "messageId"
    FROM unnest($1::text[], $2::uuid[], $3::text[]) AS w(guild_id, ticket_id, message_id)
    WHERE EXISTS (SELECT 1 FROM events e
      WHERE e.guild_id = w.guild_id AND e.ticket_id = w.ticket_id
        AND e.type IN ('ticket.member_replied', 'ticket.replied') AND e.payload->>'messageId' = w.message_id)`,
};

/** Which of these the log has already, as `heardKey`. Read it once the tickets are locked: then nobody writes them. */
export async function readHeard(tx: Tx, messages: readonly HeardMessage[]): Promise<Set<string>> {
  if (messages.length === 0) return new Set();
  const rows = await tx.query<Pick<HeardMessage, 'ticketId' | 'messageId'>>(HEARD, [
    messages.map(({ guildId }) => guildId),
    messages.map(({ ticketId }) => ticketId),
    messages.map(({ messageId }) => messageId),
  ]);
  return new Set(rows.map(heardKey));
}

export function heardKey({ ticketId, messageId }: Pick<HeardMessage, 'ticketId' | 'messageId'>): string {
  return `${ticketId} ${messageId}`;
}
