import { columnsOf, recordInsert, recordsJson, recordset, type Statement, type Tx } from '#platform';

/** What a ticket is found by. */
export interface SearchRecord {
  readonly guildId: string;
  readonly ticketId: string;
  readonly body: string;
  /** Names and ids of whom it is about and who brought it. */
  readonly people: string;
  readonly tags: readonly string[];
}

/** Enough to find it by; an index entry per word of everything ever said would cost more than it finds. */
const MAX_BODY = 8_000;
const MAX_PEOPLE = 2_000;

const COLUMNS = columnsOf<SearchRecord>({
  guildId: 'text',
  ticketId: 'uuid',
  body: 'text',
  people: 'text',
  tags: 'text[]',
});

export const insertSearch = recordInsert('search_insert', 'ticket_search', COLUMNS);

const ADD: Statement = {
  name: 'search_add',
  text: `
    UPDATE ticket_search s SET
      body = CASE WHEN r."body" = '' THEN s.body ELSE left(s.body || ' ' || r."body", ${MAX_BODY}) END,
      people = CASE WHEN r."people" = '' THEN s.people ELSE left(s.people || ' ' || r."people", ${MAX_PEOPLE}) END,
      tags = r."tags"
    FROM ${recordset('$1', COLUMNS, 'r')}
    WHERE s.guild_id = r."guildId" AND s.ticket_id = r."ticketId"`,
};

const ABSORB: Statement = {
  name: 'search_absorb',
  text: `
    UPDATE ticket_search s SET body = left(s.body || ' ' || f.body, ${MAX_BODY}),
      people = left(s.people || ' ' || f.people, ${MAX_PEOPLE}), tags = $4::text[]
    FROM ticket_search f
    WHERE s.guild_id = $1 AND s.ticket_id = $3 AND f.guild_id = $1 AND f.ticket_id = $2`,
};

/** Adds text and people to what a ticket is found by, and sets its tags; at most one record per ticket. */
export async function addToSearch(tx: Tx, records: readonly SearchRecord[]): Promise<void> {
  if (records.length > 0) await tx.query(ADD, [recordsJson(COLUMNS, records)]);
}

/** One ticket is found from now on also by what another was found by. */
export async function absorbSearch(
  tx: Tx,
  guildId: string,
  fromId: string,
  intoId: string,
  tags: readonly string[],
): Promise<void> {
  await tx.query(ABSORB, [guildId, fromId, intoId, tags]);
}
