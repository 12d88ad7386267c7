import type { Statement, Tx } from '#platform';

export interface MemberRef {
  readonly guildId: string;
  readonly userId: string;
}

/** Design: accuracy is over a reporter's last 50, and says nothing below 5. */
const LAST_OUTCOMES = 50;
const FEWEST_OUTCOMES = 5;
const ACTION_DAYS = 90;

const ACCURACY: Statement = {
  name: 'features_accuracy',
  text: `
    SELECT w.guild_id AS "guildId", w.user_id AS "userId", o.share AS "value"
    FROM unnest($1::text[], $2::text[]) AS w(guild_id, user_id)
    CROSS JOIN LATERAL (
      SELECT avg(CASE WHEN l.upheld THEN 1.0 ELSE 0.0 END)::float8 AS share, count(*) AS n
      FROM (SELECT r.upheld FROM reporter_outcomes r
            WHERE r.guild_id = w.guild_id AND r.user_id = w.user_id
            ORDER BY r.at DESC LIMIT ${LAST_OUTCOMES}) l
    ) o
    WHERE o.n >= ${FEWEST_OUTCOMES}`,
};

const ACTIONS: Statement = {
  name: 'features_actions',
  text: `
    SELECT w.guild_id AS "guildId", w.user_id AS "userId", c.n AS "value"
    FROM unnest($1::text[], $2::text[]) AS w(guild_id, user_id)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS n
      FROM (SELECT 1 FROM actions a
            WHERE a.guild_id = w.guild_id AND a.subject_id = w.user_id AND a.reversed_at IS NULL
              AND a.at > $3::timestamptz - interval '${ACTION_DAYS} days' LIMIT 100) l
    ) c
    WHERE c.n > 0`,
};

interface Row extends MemberRef {
  readonly value: number;
}

export function memberKey({ guildId, userId }: MemberRef): string {
  return `${guildId}:${userId}`;
}

/** Share of each reporter's last reports that were upheld, for those with enough of them. */
export async function readAccuracy(tx: Tx, reporters: readonly MemberRef[]): Promise<Map<string, number>> {
  return readValues(tx, ACCURACY, reporters, []);
}

/** Enforcement actions on each member in the last 90 days, where there are any. */
export async function readActionCounts(
  tx: Tx,
  members: readonly MemberRef[],
  now: Date,
): Promise<Map<string, number>> {
  return readValues(tx, ACTIONS, members, [now]);
}

async function readValues(
  tx: Tx,
  statement: Statement,
  members: readonly MemberRef[],
  more: readonly unknown[],
): Promise<Map<string, number>> {
  if (members.length === 0) return new Map();
  const guildIds = members.map(({ guildId }) => guildId);
  const userIds = members.map(({ userId }) => userId);
  const rows = await tx.query<Row>(statement, [guildIds, userIds, ...more]);
  return new Map(rows.map((row) => [memberKey(row), row.value]));
}
