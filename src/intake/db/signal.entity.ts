import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JsonValue } from '#kernel';

@Index('idx_signals_ticket', { synchronize: false })
@Index('idx_signals_reporter', { synchronize: false })
@Entity({ name: 'signals' })
export class SignalRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'signals_pkey' })
  guildId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'signals_pkey' })
  id: string;

  @PrimaryColumn({ name: 'received_at', type: 'timestamptz', primaryKeyConstraintName: 'signals_pkey' })
  receivedAt: Date;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'source_id', type: 'text' })
  sourceId: string;

  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId: string | null;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text' })
  category: string;

  @Column({ type: 'text' })
  severity: string;

  @Column({ type: 'real' })
  confidence: number;

  @Column({ name: 'subject_type', type: 'text' })
  subjectType: string;

  @Column({ name: 'subject_id', type: 'text' })
  subjectId: string;

  @Column({ name: 'subject_name', type: 'text', nullable: true })
  subjectName: string | null;

  @Column({ name: 'reporter_id', type: 'text', nullable: true })
  reporterId: string | null;

  @Column({ name: 'reporter_name', type: 'text', nullable: true })
  reporterName: string | null;

  @Column({ type: 'text' })
  text: string;

  @Column({ name: 'channel_id', type: 'text', nullable: true })
  channelId: string | null;

  @Column({ name: 'message_id', type: 'text', nullable: true })
  messageId: string | null;

  @Column({ type: 'jsonb' })
  links: JsonValue;

  @Column({ type: 'jsonb' })
  attachments: JsonValue;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt: Date;

  @Column({ name: 'correlation_key', type: 'text' })
  correlationKey: string;

  @Column({ type: 'text', nullable: true })
  fingerprint: string | null;

  @Column({ type: 'jsonb' })
  data: JsonValue;

  @Column({ type: 'jsonb' })
  features: JsonValue;

  @Column({ type: 'jsonb' })
  decision: JsonValue;
}
