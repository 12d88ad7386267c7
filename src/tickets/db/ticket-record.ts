import { type Column, columnsOf, selectList } from '#platform';
import type { Ticket } from '../domain/ticket.js';

/** Never changed once a ticket is there. */
const IDENTITY = columnsOf<Ticket>({ guildId: 'text', id: 'uuid', number: 'integer' });

const STATE = columnsOf<Ticket>({
  version: 'integer',
  stream: 'text',
  status: 'text',
  kind: 'text',
  category: 'text',
  title: 'text',
  subjectType: 'text',
  subjectId: 'text',
  subjectName: 'text',
  priority: 'smallint',
  priorityParts: 'jsonb',
  correlationKey: 'text',
  fingerprint: 'text',
  sourceId: 'text',
  tags: 'text[]',
  explanation: 'jsonb',
  ownerId: 'text',
  claimExpiresAt: 'timestamptz',
  waitFor: 'text',
  waitUntil: 'timestamptz',
  outcome: 'text',
  resolutionReason: 'text',
  resolvedByType: 'text',
  resolvedById: 'text',
  resolvedAt: 'timestamptz',
  decisionExpiresAt: 'timestamptz',
  signalCount: 'integer',
  reporterCount: 'integer',
  droppedCount: 'integer',
  lastSignalAt: 'timestamptz',
  contestsActionId: 'uuid',
  contestsTicketId: 'uuid',
  waiverReason: 'text',
  mergedIntoId: 'uuid',
  openedAt: 'timestamptz',
  updatedAt: 'timestamptz',
  slaDueAt: 'timestamptz',
  slaWarnAt: 'timestamptz',
  slaBreached: 'boolean',
  pageAt: 'timestamptz',
  pageCount: 'smallint',
  staleAt: 'timestamptz',
  remindedAt: 'timestamptz',
});

export const TICKET_COLUMNS: readonly Column<Ticket>[] = [...IDENTITY, ...STATE];

/** What a change writes; values that stay the same touch no index. */
export const TICKET_STATE: readonly Column<Ticket>[] = STATE;

/** `t.… AS "…"`: a row selected so is a `Ticket`. */
export const TICKET_LIST = selectList(TICKET_COLUMNS, 't');
