import type { Tx } from '#platform';
import type { Ticket } from '../domain/ticket.js';
import { BoundValues } from './bound-values.js';
import { sight } from './sight.js';
import { LINE_LIST, type TicketLine } from './ticket-summary.js';

/** What another ticket has in common, the closest first. */
export const LIKENESSES = ['fingerprint', 'subject', 'category'] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** Another ticket that is like one, with how it ended. */
export interface SimilarTicket
  extends TicketLine, Pick<Ticket, 'resolutionReason' | 'resolvedByType' | 'resolvedById'> {
  readonly likeness: readonly Likeness[];
}

/** Among so many of the newest resolved tickets, those of the same category and type of subject are looked for. */
const WALKED = 2_000;

const LIST = `${LINE_LIST}, t.resolution_reason AS "resolutionReason", t.resolved_by_type AS "resolvedByType",
  t.resolved_by_id AS "resolvedById"`;

/**
 * Tickets like this one that the viewer may see: with the same content, then about the same subject, then of the
 * same category and type of subject; of each the newest. By idx_tickets_fingerprint, idx_tickets_subject and
 * the first part of idx_tickets_resolved.
 */
export async function readSimilar(
  tx: Tx,
  viewerId: string | null,
  ticket: Ticket,
  limit: number,
): Promise<SimilarTicket[]> {
  const values = new BoundValues();
  const guild = values.bind(ticket.guildId, 'text');
  const id = values.bind(ticket.id, 'uuid');
  const most = values.bind(limit, 'int');
  const seen = sight(guild, viewerId, values) ?? 'true';
  const newest = (likeness: Likeness, from: string, where: string): string => `
    (SELECT ${LIST}, '${likeness}' AS "likeness" FROM ${from} WHERE ${where} AND t.id <> ${id} AND ${seen}
     ORDER BY t.opened_at DESC, t.id DESC LIMIT ${most})`;
  const recent = `(
    SELECT r.* FROM tickets r WHERE r.guild_id = ${guild} AND r.status = 'resolved'
    ORDER BY r.opened_at DESC, r.id DESC LIMIT ${WALKED}) t`;
  const bySubject = `t.guild_id = ${guild} AND t.subject_id = ${values.bind(ticket.subjectId, 'text')}
    AND t.subject_type = ${values.bind(ticket.subjectType, 'text')}`;
  const byCategory = `t.category = ${values.bind(ticket.category, 'text')}
    AND t.subject_type = ${values.bind(ticket.subjectType, 'text')}`;
  const branches = [newest('subject', 'tickets t', bySubject), newest('category', recent, byCategory)];
  if (ticket.fingerprint !== null) {
    const byContent = `t.guild_id = ${guild} AND t.fingerprint = ${values.bind(ticket.fingerprint, 'text')}`;
    branches.push(newest('fingerprint', 'tickets t', byContent));
  }
  const rows = await tx.query<Found>(branches.join(' UNION ALL '), values.list);
  return closest(rows, limit);
}

type Found = Omit<SimilarTicket, 'likeness'> & { readonly likeness: Likeness };

function closest(rows: readonly Found[], limit: number): SimilarTicket[] {
  const likenesses = new Map<string, Set<Likeness>>();
  for (const { id, likeness } of rows) likenesses.set(id, (likenesses.get(id) ?? new Set()).add(likeness));
  const similar = [...new Map(rows.map((row) => [row.id, row])).values()].map((row): SimilarTicket => ({
    ...row,
    likeness: LIKENESSES.filter((likeness) => likenesses.get(row.id)!.has(likeness)),
  }));
  const rankOf = ({ likeness }: SimilarTicket): number => LIKENESSES.indexOf(likeness[0]!);
  return similar
    .toSorted(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        b.likeness.length - a.likeness.length ||
        b.openedAt.getTime() - a.openedAt.getTime(),
    )
    .slice(0, limit);
}
