import { columnsOf, insertStatement, type Statement, type Tx } from '#platform';
import type { SeenAction, SeenReversal } from '../domain/seen-action.js';
import type { ActionRecord } from './action-store.js';

type SeenRecord = ActionRecord & Pick<SeenAction, 'externalId'>;

const RECORD = insertStatement(
  'actions_record_seen',
  'actions',
  columnsOf<SeenRecord>({
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
  }),
  'ON CONFLICT (guild_id, external_id) DO NOTHING',
);

/** Index scan of `idx_actions_subject` for each; a ban holds until it is lifted, a timeout as long as it was for. */
const REVERSE: Statement = {
  name: 'actions_reverse_seen',
  text: `
    UPDATE actions a SET reversed_at = w.at
    FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS w(type, subject_id, at)
    WHERE a.guild_id = $1 AND a.subject_id = w.subject_id AND a.type = w.type AND a.at <= w.at
      AND a.reversed_at IS NULL
      AND (a.duration_seconds IS NULL OR a.at + make_interval(secs => a.duration_seconds) > w.at)`,
};

export async function recordSeen(tx: Tx, actions: readonly SeenRecord[]): Promise<void> {
  if (actions.length > 0) await tx.query(RECORD, [JSON.stringify(actions)]);
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
  ]);
}
