import { Keyset, type Key, type Page, type Tx } from '#platform';
import type { Decision, Features, Signal } from '#triage';

/** A signal as its ticket shows it, with what triage saw and decided then. */
export interface TicketSignal extends Omit<Signal, 'guildId' | 'subject' | 'reporter'> {
  readonly subjectType: Signal['subject']['type'];
  readonly subjectId: string;
  readonly subjectName: string | null;
  readonly reporterId: string | null;
  readonly reporterName: string | null;
  readonly features: Features;
  readonly decision: Decision;
  /** What has become of the copies of its attachments. */
  readonly evidence: readonly SignalEvidence[];
}

export interface SignalEvidence {
  readonly position: number;
  readonly id: string;
  readonly state: string;
  readonly sha256: string | null;
}

const KEY = { receivedAt: 'time', id: 'uuid' } as const;

const LIST = `s.id, s.received_at AS "receivedAt", s.source_id AS "sourceId", s.external_id AS "externalId", s.kind,
  s.category, s.severity, s.confidence, s.subject_type AS "subjectType", s.subject_id AS "subjectId",
  s.subject_name AS "subjectName", s.reporter_id AS "reporterId", s.reporter_name AS "reporterName", s.text,
  s.channel_id AS "channelId", s.message_id AS "messageId", s.links, s.attachments, s.occurred_at AS "occurredAt",
  s.correlation_key AS "correlationKey", s.data, s.features, s.decision,
  ARRAY(
    SELECT json_build_object('position', e.position, 'id', e.id, 'state', e.state, 'sha256', e.sha256)
    FROM evidence e WHERE e.guild_id = s.guild_id AND e.signal_id = s.id
  ) AS evidence`;

// From the end of idx_signals_ticket of each month's partition.
const FIRST = {
  name: 'signals_of_ticket',
  text: `
    SELECT ${LIST} FROM signals s WHERE s.guild_id = $1 AND s.ticket_id = $2
    ORDER BY s.received_at DESC, s.id DESC LIMIT $3`,
};
const NEXT = {
  name: 'signals_of_ticket_next',
  text: `
    SELECT ${LIST} FROM signals s
    WHERE s.guild_id = $1 AND s.ticket_id = $2 AND (s.received_at, s.id) < ($4::timestamptz, $5::uuid)
    ORDER BY s.received_at DESC, s.id DESC LIMIT $3`,
};

/** The signals of a ticket, newest first. Whether they may be seen was asked of the ticket. */
export async function readSignals(
  tx: Tx,
  guildId: string,
  ticketId: string,
  limit: number,
  cursor: string | undefined,
): Promise<Page<TicketSignal>> {
  const keyset = new Keyset(`signals/${ticketId}`, KEY);
  const after: Key<typeof KEY> | null = keyset.decode(guildId, cursor);
  const params = [guildId, ticketId, limit + 1];
  const rows = await (after === null
    ? tx.query<TicketSignal>(FIRST, params)
    : tx.query<TicketSignal>(NEXT, [...params, after.receivedAt, after.id]));
  const keyOf = ({ receivedAt, id }: TicketSignal) => ({ receivedAt, id });
  return keyset.page(guildId, rows, limit, keyOf, (signal) => signal);
}
