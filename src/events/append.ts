import type { NewEvent } from '#kernel';
import { fieldList, insertList, recordset, recordsJson, type Statement, type Tx } from '#platform';
import { EVENT_COLUMNS, type SequencedEvent } from './event-record.js';

/** Every commit that wrote events says `guildId:seq` here, once per guild. */
export const LOG_CHANNEL = 'docket_log';

/** The first ticket number that a transaction may use in each guild it opened tickets in. */
export type FirstNumbers = ReadonlyMap<string, number>;

/**
 * A statement that takes the guilds' locks, hands out their next seqs and ticket numbers, writes the events and
 * whatever else needs a number, and wakes the readers of the log at commit. The last of its transaction: from here
 * to the commit every other writer of these guilds waits. `numbered` are further parts of the WITH list; they join
 * `counters` (guild_id, first_number) and read the parameter `$5`.
 */
export function appendStatement(name: string, numbered = ''): Statement {
  const columns = EVENT_COLUMNS.filter(({ key }) => key !== 'seq');
  const text = `
    WITH wanted AS (
      SELECT * FROM unnest($1::text[], $2::int[], $3::int[]) AS w(guild_id, events, tickets)
    ), locked AS MATERIALIZED (
      -- In the order of their ids, so that two transactions never wait for each other.
      SELECT c.guild_id FROM guild_counters c
      WHERE c.guild_id = ANY($1::text[]) ORDER BY c.guild_id FOR UPDATE
    ), counters AS (
      UPDATE guild_counters c
      SET last_seq = c.last_seq + w.events, next_ticket_number = c.next_ticket_number + w.tickets
      FROM wanted w JOIN locked l ON l.guild_id = w.guild_id
      WHERE c.guild_id = w.guild_id
      RETURNING c.guild_id, c.last_seq, c.last_seq - w.events + 1 AS first_seq,
        c.next_ticket_number - w.tickets AS first_number
    ), ${numbered} appended AS (
      INSERT INTO events (seq, ${insertList(columns)})
      SELECT c.first_seq + r."seq", ${fieldList(columns, 'r')}
      FROM ${recordset('$4', EVENT_COLUMNS, 'r')} JOIN counters c ON c.guild_id = r."guildId"
    )
    -- The cast fails: a guild without counters has no order to be written in, and the COMMIT is on its way.
    SELECT coalesce(c.guild_id, ('no counters of guild ' || w.guild_id)::int::text) AS "guildId",
      c.first_number AS "firstNumber", pg_notify('${LOG_CHANNEL}', c.guild_id || ':' || c.last_seq)
    FROM wanted w LEFT JOIN counters c ON c.guild_id = w.guild_id`;
  return { name, text };
}

/**
 * Runs such a statement. Events are numbered in their order within each guild; `tickets` says how many numbers each
 * guild needs. Throws when a guild has no counters: then nothing was written.
 */
export async function append(
  tx: Tx,
  statement: Statement,
  events: readonly NewEvent[],
  tickets: ReadonlyMap<string, number>,
  more: readonly unknown[] = [],
): Promise<FirstNumbers> {
  const counts = new Map<string, number>();
  // The seq of each event, counted from the first that the guild is given.
  const placed = events.map((event): SequencedEvent => {
    const place = counts.get(event.guildId) ?? 0;
    counts.set(event.guildId, place + 1);
    return { seq: place, ...event };
  });
  const guildIds = [...counts.keys()];
  const rows = await tx.query<{ guildId: string; firstNumber: number }>(statement, [
    guildIds,
    [...counts.values()],
    guildIds.map((guildId) => tickets.get(guildId) ?? 0),
    recordsJson(EVENT_COLUMNS, placed),
    ...more,
  ]);
  return new Map(rows.map(({ guildId, firstNumber }) => [guildId, firstNumber]));
}
