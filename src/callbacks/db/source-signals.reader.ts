import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

/** A signal as its sender knows it. */
export interface SentSignal {
  readonly id: string;
  readonly externalId: string | null;
}

const MOST_SIGNALS = 100;

// By idx_signals_ticket.
const HEARD = `
  SELECT t.id AS "ticketId", w.source_id AS "sourceId"
  FROM unnest($2::uuid[]) AS t(id) CROSS JOIN unnest($3::text[]) AS w(source_id)
  WHERE EXISTS (
    SELECT 1 FROM signals s WHERE s.guild_id = $1 AND s.ticket_id = t.id AND s.source_id = w.source_id)`;

const SENT = `
  SELECT t.id AS "ticketId", l.id, l.external_id AS "externalId"
  FROM unnest($2::uuid[]) AS t(id) CROSS JOIN LATERAL (
    SELECT s.id, s.external_id FROM signals s
    WHERE s.guild_id = $1 AND s.ticket_id = t.id AND s.source_id = $3
    ORDER BY s.received_at DESC LIMIT ${MOST_SIGNALS}
  ) l`;

/** Which tickets a source had a part in, and with what. */
@Injectable()
export class SourceSignalsReader {
  constructor(private readonly database: Database) {}

  /** Pairs of a ticket and a source of which the ticket has a signal, as `ticket/source`. */
  async heard(
    tx: Tx,
    guildId: string,
    ticketIds: readonly string[],
    sourceIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    if (ticketIds.length === 0 || sourceIds.length === 0) return new Set();
    const rows = await tx.query<{ ticketId: string; sourceId: string }>(HEARD, [
      guildId,
      ticketIds,
      sourceIds,
    ]);
    return new Set(rows.map(({ ticketId, sourceId }) => `${ticketId}/${sourceId}`));
  }

  /** By ticket, the newest first, at most a hundred of each. */
  async sent(
    guildId: string,
    ticketIds: readonly string[],
    sourceId: string,
  ): Promise<ReadonlyMap<string, readonly SentSignal[]>> {
    const rows = await this.database.query<SentSignal & { ticketId: string }>(SENT, [
      guildId,
      ticketIds,
      sourceId,
    ]);
    const byTicket = new Map<string, SentSignal[]>();
    for (const { ticketId, id, externalId } of rows) {
      const signals = byTicket.get(ticketId) ?? [];
      signals.push({ id, externalId });
      byTicket.set(ticketId, signals);
    }
    return byTicket;
  }
}
