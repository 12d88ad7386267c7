import type { ActionType } from '#kernel';
import { columnsOf, recordInsert, type Statement, type Tx } from '#platform';

/** An enforcement on a member, as it was decided and carried out. */
export interface ActionRecord {
  readonly guildId: string;
  readonly id: string;
  readonly ticketId: string | null;
  readonly type: ActionType;
  readonly subjectId: string;
  readonly reason: string | null;
  readonly durationSeconds: number | null;
  readonly decidedBy: string | null;
  readonly carriedOutBy: string | null;
  /** Whoever sees the deed from outside knows by it that it is this one. */
  readonly externalId: string;
  readonly at: Date;
}

export const insertActions = recordInsert(
  'actions_insert',
  'actions',
  columnsOf<ActionRecord>({
    guildId: 'text',
    id: 'uuid',
    ticketId: 'uuid',
    type: 'text',
    subjectId: 'text',
    reason: 'text',
    durationSeconds: 'integer',
    decidedBy: 'text',
    carriedOutBy: 'text',
    externalId: 'text',
    at: 'timestamptz',
  }),
);

const REVERSE: Statement = {
  name: 'actions_reverse',
  text: `
    UPDATE actions a SET reversed_at = $3 FROM unnest($1::text[], $2::uuid[]) AS w(guild_id, id)
    WHERE a.guild_id = w.guild_id AND a.id = w.id AND a.reversed_at IS NULL`,
};

/** An appeal has overturned them. */
export async function reverseActions(
  tx: Tx,
  actions: readonly { readonly guildId: string; readonly id: string }[],
  at: Date,
): Promise<void> {
  if (actions.length === 0) return;
  await tx.query(REVERSE, [actions.map(({ guildId }) => guildId), actions.map(({ id }) => id), at]);
}
