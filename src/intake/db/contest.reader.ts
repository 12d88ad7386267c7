import { isUuid } from '#kernel';
import type { Statement, Tx } from '#platform';
import type { Features, Signal } from '#triage';

type Contests = NonNullable<Features['contests']>;

const FIND: Statement = {
  name: 'contests_find',
  text: `
    SELECT w.place::int AS "place", a.id AS "actionId", t.id AS "ticketId"
    FROM unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[]) WITH ORDINALITY
      AS w(guild_id, member_id, action_id, ticket_id, place)
    LEFT JOIN actions a ON a.guild_id = w.guild_id AND a.id = w.action_id AND a.subject_id = w.member_id
    LEFT JOIN tickets t ON t.guild_id = w.guild_id AND t.id = w.ticket_id AND t.status = 'resolved'
      AND t.subject_id = w.member_id AND t.kind <> 'appeal'`,
};

/**
 * What appeals contest, by signal id: the action (`data.actionId`) or the resolved ticket without one
 * (`data.ticketId`) that was about the member who appeals. Null where there is no such thing.
 */
export async function readContests(tx: Tx, signals: readonly Signal[]): Promise<Map<string, Contests>> {
  const appeals = signals.filter(({ kind }) => kind === 'appeal');
  if (appeals.length === 0) return new Map();
  const rows = await tx.query<Contests & { place: number }>(FIND, [
    appeals.map(({ guildId }) => guildId),
    appeals.map(({ reporter, subject }) => reporter?.id ?? subject.id),
    appeals.map(({ data }) => uuidOrNull(data['actionId'])),
    appeals.map(({ data }) => uuidOrNull(data['ticketId'])),
  ]);
  return new Map(
    rows
      .filter(({ actionId, ticketId }) => actionId !== null || ticketId !== null)
      .map(({ place, actionId, ticketId }) => [appeals[place - 1]!.id, { actionId, ticketId }]),
  );
}

function uuidOrNull(value: unknown): string | null {
  return typeof value === 'string' && isUuid(value) ? value : null;
}
