import {
  columnsOf,
  fieldList,
  insertList,
  recordInsert,
  recordsJson,
  recordset,
  type Statement,
  type Tx,
} from '#platform';
import type { SeenAction, SeenReversal } from '../domain/seen-action.js';
import type { ActionRecord } from './action-store.js';

type SeenRecord = ActionRecord & Pick<SeenAction, 'externalId'>;

const COLUMNS = columnsOf<SeenRecord>({
  guildId: 'text',
  id: 'uuid',
  externalId: 'text',
  ticketId: 'uuid',
  type: 'text',
  subjectId: 'text',
  reason: 'text',
  durationSeconds: 'integer',
  decidedBy: 'text',
  carriedOutBy: 'text',
  at: 'timestamptz',
});
const ONCE = 'ON CONFLICT (guild_id, external_id) DO NOTHING';

/** What the audit log tells, each entry once. */
export const recordSeen = recordInsert('actions_record_seen', 'actions', COLUMNS, ONCE);

/** What one hand did to a member within a minute is one thing: it fills in what was not known before. */
const RECORD_FROM_TWO: Statement = {
  name: 'actions_record_from_two',
  text: `
    WITH told AS MATERIALIZED (SELECT r.* FROM ${recordset('$1', COLUMNS, 'r')}),
    known AS (
      UPDATE actions a
      SET ticket_id = coalesce(a.ticket_id, t."ticketId"),
        duration_seconds = coalesce(a.duration_seconds, t."durationSeconds")
      FROM told t
      WHERE a.guild_id = t."guildId" AND a.subject_id = t."subjectId" AND a.type = t.type
        AND a.at BETWEEN t.at - interval '1 minute' AND t.at + interval '1 minute'
        AND a.carried_out_by = t."carriedOutBy"
      RETURNING t."externalId"
    )
    INSERT INTO actions (${insertList(COLUMNS)})
    SELECT ${fieldList(COLUMNS, 't')} FROM told t
    WHERE NOT EXISTS (SELECT FROM known k WHERE k."externalId" = t."externalId") ${ONCE}`,
};

/**
 * Index scan of `idx_actions_subject` for each. Times are of a millisecond, in which a member may be unbanned and
 * banned again, so entries are compared by their ids. A ban holds until it is lifted, a timeout as long as it was for.
 */
const REVERSE: Statement = {
  name: 'actions_reverse_seen',
  text: `
    UPDATE actions a SET reversed_at = w.at
    FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::numeric[]) AS w(type, subject_id, at, entry)
    WHERE a.guild_id = $1 AND a.subject_id = w.subject_id AND a.type = w.type AND a.at <= w.at
      AND CASE WHEN a.external_id LIKE 'audit:%' THEN substr(a.external_id, 7)::numeric < w.entry ELSE true END
      AND a.reversed_at IS NULL
      AND (a.duration_seconds IS NULL OR a.at + make_interval(secs => a.duration_seconds) > w.at)`,
};

/** The same of one guild at a time, or both would find that nothing is known. */
export async function recordFromTwo(tx: Tx, guildId: string, actions: readonly SeenRecord[]): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('docket:actions:' || $1))`, [guildId]);
  await tx.query(RECORD_FROM_TWO, [recordsJson(COLUMNS, actions)]);
}

export async function reverseSeen(
  tx: Tx,
  guildId: string,
  reversals: readonly SeenReversal[],
): Promise<void> {
  if (reversals.length === 0) return;
  await tx.query(REVERSE, [
    guildId,
    reversals.map(({ type }) => type),
    reversals.map(({ subjectId }) => subjectId),
    reversals.map(({ at }) => at),
    reversals.map(({ entryId }) => entryId),
  ]);
}
