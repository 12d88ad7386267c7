import type { Statement, Tx } from '#platform';
import type { Receipt } from '../domain/receipt.js';

export interface ExternalId {
  readonly guildId: string;
  readonly sourceId: string;
  readonly externalId: string;
}

type Row = ExternalId & Omit<Receipt, 'duplicate'>;

const KNOWN: Statement = {
  name: 'signals_known',
  text: `
    SELECT k.guild_id AS "guildId", k.source_id AS "sourceId", k.external_id AS "externalId",
      k.signal_id AS "signalId", t.id AS "ticketId", t.number AS "ticketNumber", t.stream, t.status
    FROM unnest($1::text[], $2::text[], $3::text[]) AS w(guild_id, source_id, external_id)
    CROSS JOIN LATERAL (
      SELECT * FROM signal_keys n
      WHERE n.guild_id = w.guild_id AND n.source_id = w.source_id AND n.external_id = w.external_id LIMIT 1
    ) k
    CROSS JOIN LATERAL (
      SELECT n.ticket_id FROM signals n
      WHERE n.guild_id = k.guild_id AND n.id = k.signal_id AND n.received_at = k.received_at LIMIT 1
    ) s
    JOIN tickets t ON t.guild_id = k.guild_id AND t.id = s.ticket_id`,
};

export function externalKey({ guildId, sourceId, externalId }: ExternalId): string {
  return JSON.stringify([guildId, sourceId, externalId]);
}

/** Receipts of those that were accepted before, by `externalKey`: with their ticket as it is now (I2). */
export async function readKnown(tx: Tx, asked: readonly ExternalId[]): Promise<Map<string, Receipt>> {
  if (asked.length === 0) return new Map();
  const rows = await tx.query<Row>(KNOWN, [
    asked.map(({ guildId }) => guildId),
    asked.map(({ sourceId }) => sourceId),
    asked.map(({ externalId }) => externalId),
  ]);
  return new Map(
    rows.map(({ guildId, sourceId, externalId, ...receipt }) => [
      externalKey({ guildId, sourceId, externalId }),
      { ...receipt, duplicate: true },
    ]),
  );
}
