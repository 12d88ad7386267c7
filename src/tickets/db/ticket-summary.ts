import { selectList } from '#platform';
import type { Ticket } from '../domain/ticket.js';
import { TICKET_COLUMNS } from './ticket-record.js';

/** What lists show of a ticket: everything but what only its own page needs. */
const SHOWN = [
  'guildId',
  'id',
  'number',
  'version',
  'stream',
  'status',
  'kind',
  'category',
  'title',
  'subjectType',
  'subjectId',
  'subjectName',
  'priority',
  'sourceId',
  'tags',
  'ownerId',
  'claimExpiresAt',
  'waitFor',
  'waitUntil',
  'outcome',
  'resolvedAt',
  'signalCount',
  'reporterCount',
  'lastSignalAt',
  'openedAt',
  'updatedAt',
  'slaDueAt',
  'slaBreached',
] as const satisfies readonly (keyof Ticket)[];

/** A ticket as lists show it. */
export type TicketLine = Pick<Ticket, (typeof SHOWN)[number]>;

/** What the feed must know of a ticket. */
export interface TicketSummary extends TicketLine {
  /** Users who must not see it (I8): its subject and reporters. Never sent to anyone. */
  readonly parties: readonly string[];
}

const shown = new Set<string>(SHOWN);

/** `t.… AS "…"`: a row selected so is a `TicketLine`. */
export const LINE_LIST = selectList(
  TICKET_COLUMNS.filter(({ key }) => shown.has(key)),
  't',
);
