import type { NewEvent } from '#kernel';
import { insertStatement, type Statement, type Tx } from '#platform';
import { EVENT_COLUMNS, type SequencedEvent } from './event-record.js';

/** Every commit that wrote events says `guildId:seq` here, once per guild. */
export const LOG_CHANNEL = 'docket_log';

/** What a transaction is about to write in one guild. */
export interface Wanted {
  readonly events: number;
  readonly tickets: number;
}

/** What it may use: the first seq and the first ticket number, and as many after them as it wanted. */
export interface Reserved {
  readonly firstSeq: bigint;
  readonly firstNumber: number;
}

// Locked in the order of their ids, so that two transactions never wait for each other.
const RESERVE: Statement = {
  name: 'events_reserve',
  text: `
    WITH wanted AS (
      SELECT * FROM unnest($1::text[], $2::int[], $3::int[]) AS w(guild_id, events, tickets)
    ), locked AS (
      SELECT c.guild_id FROM guild_counters c
      WHERE c.guild_id = ANY($1::text[]) ORDER BY c.guild_id FOR UPDATE
    )
    UPDATE guild_counters c
    SET last_seq = c.last_seq + w.events, next_ticket_number = c.next_ticket_number + w.tickets
    FROM wanted w JOIN locked l ON l.guild_id = w.guild_id
    WHERE c.guild_id = w.guild_id
    RETURNING c.guild_id AS "guildId", c.last_seq - w.events + 1 AS "firstSeq",
      c.next_ticket_number - w.tickets AS "firstNumber"`,
};

const INSERT_EVENTS = insertStatement('events_insert', 'events', EVENT_COLUMNS);

const NOTIFY: Statement = {
  name: 'events_notify',
  text: `SELECT pg_notify('${LOG_CHANNEL}', said) FROM unnest($1::text[]) AS said`,
};

/**
 * Takes the guilds' locks and hands out their next seqs and numbers. The last act before the writes that
 * need them: from here to the commit every other writer of these guilds waits. A guild without counters
 * is absent from the answer.
 */
export async function reserve(tx: Tx, wanted: ReadonlyMap<string, Wanted>): Promise<Map<string, Reserved>> {
  if (wanted.size === 0) return new Map();
  const guildIds = [...wanted.keys()];
  const each = [...wanted.values()];
  const rows = await tx.query<{ guildId: string; firstSeq: string; firstNumber: number }>(RESERVE, [
    guildIds,
    each.map(({ events }) => events),
    each.map(({ tickets }) => tickets),
  ]);
  return new Map(
    rows.map(({ guildId, firstSeq, firstNumber }) => [guildId, { firstSeq: BigInt(firstSeq), firstNumber }]),
  );
}

/** Writes the events, numbered in their order within each guild, and wakes the readers of the log at commit. */
export async function append(
  tx: Tx,
  events: readonly NewEvent[],
  reserved: ReadonlyMap<string, Reserved>,
): Promise<void> {
  const next = new Map([...reserved].map(([guildId, { firstSeq }]) => [guildId, firstSeq]));
  const sequenced = events.map((event): SequencedEvent => {
    const seq = next.get(event.guildId);
    if (seq === undefined) throw new Error('An event of a guild that has no counters');
    next.set(event.guildId, seq + 1n);
    return { ...event, seq: seq.toString() };
  });
  const said = [...next].map(([guildId, seq]) => `${guildId}:${seq - 1n}`);
  await Promise.all([tx.query(INSERT_EVENTS, [JSON.stringify(sequenced)]), tx.query(NOTIFY, [said])]);
}
