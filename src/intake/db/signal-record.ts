import { columnsOf } from '#platform';
import type { Decision, Features, Signal } from '#triage';

/** A signal as it is kept: with its ticket, and with what triage saw and decided, for ever (I15). */
export interface SignalRecord {
  readonly guildId: string;
  readonly id: string;
  readonly receivedAt: Date;
  readonly ticketId: string;
  readonly sourceId: string;
  readonly externalId: string | null;
  readonly kind: Signal['kind'];
  readonly category: string;
  readonly severity: Signal['severity'];
  readonly confidence: number;
  readonly subjectType: Signal['subject']['type'];
  readonly subjectId: string;
  readonly subjectName: string | null;
  readonly reporterId: string | null;
  readonly reporterName: string | null;
  readonly text: string;
  readonly channelId: string | null;
  readonly messageId: string | null;
  readonly links: Signal['links'];
  readonly attachments: Signal['attachments'];
  readonly occurredAt: Date;
  readonly correlationKey: string;
  readonly fingerprint: string | null;
  readonly data: Signal['data'];
  readonly features: Features;
  readonly decision: Decision;
}

export const SIGNAL_COLUMNS = columnsOf<SignalRecord>({
  guildId: 'text',
  id: 'uuid',
  receivedAt: 'timestamptz',
  ticketId: 'uuid',
  sourceId: 'text',
  externalId: 'text',
  kind: 'text',
  category: 'text',
  severity: 'text',
  confidence: 'real',
  subjectType: 'text',
  subjectId: 'text',
  subjectName: 'text',
  reporterId: 'text',
  reporterName: 'text',
  text: 'text',
  channelId: 'text',
  messageId: 'text',
  links: 'jsonb',
  attachments: 'jsonb',
  occurredAt: 'timestamptz',
  correlationKey: 'text',
  fingerprint: 'text',
  data: 'jsonb',
  features: 'jsonb',
  decision: 'jsonb',
});

export function signalRecord(
  signal: Signal,
  ticketId: string,
  features: Features,
  decision: Decision,
): SignalRecord {
  const { subject, reporter } = signal;
  return {
    guildId: signal.guildId,
    id: signal.id,
    receivedAt: signal.receivedAt,
    ticketId,
    sourceId: signal.sourceId,
    externalId: signal.externalId,
    kind: signal.kind,
    category: signal.category,
    severity: signal.severity,
    confidence: signal.confidence,
    subjectType: subject.type,
    subjectId: subject.id,
    subjectName: subject.name,
    reporterId: reporter?.id ?? null,
    reporterName: reporter?.name ?? null,
    text: signal.text,
    channelId: signal.channelId,
    messageId: signal.messageId,
    links: signal.links,
    attachments: signal.attachments,
    occurredAt: signal.occurredAt,
    correlationKey: decision.correlationKey,
    fingerprint: decision.fingerprint,
    data: signal.data,
    features,
    decision,
  };
}
