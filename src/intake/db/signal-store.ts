import { columnsOf, recordInsert, type Tx } from '#platform';
import { SIGNAL_COLUMNS, type SignalRecord } from './signal-record.js';

interface KeyRecord {
  readonly guildId: string;
  readonly sourceId: string;
  readonly externalId: string;
  readonly signalId: string;
  readonly receivedAt: Date;
}

const insert = recordInsert('signals_insert', 'signals', SIGNAL_COLUMNS);

const insertKeys = recordInsert(
  'signal_keys_insert',
  'signal_keys',
  columnsOf<KeyRecord>({
    guildId: 'text',
    sourceId: 'text',
    externalId: 'text',
    signalId: 'uuid',
    receivedAt: 'timestamptz',
  }),
);

/**
 * Keeps signals and their external ids. A unique violation says that another transaction accepted one of
 * these external ids meanwhile (I2).
 */
export async function insertSignals(tx: Tx, records: readonly SignalRecord[]): Promise<void> {
  // In one order in every process, so that two with the same ids never wait for each other.
  const keys = records
    .flatMap(({ guildId, sourceId, externalId, id: signalId, receivedAt }): KeyRecord[] =>
      externalId === null ? [] : [{ guildId, sourceId, externalId, signalId, receivedAt }],
    )
    .toSorted(byKey);
  await Promise.all([insert(tx, records), insertKeys(tx, keys)]);
}

function byKey(a: KeyRecord, b: KeyRecord): number {
  return (
    compare(a.guildId, b.guildId) || compare(a.sourceId, b.sourceId) || compare(a.externalId, b.externalId)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
