import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JsonValue } from '#kernel';

@Index('uq_tickets_number', { synchronize: false })
@Index('uq_tickets_unresolved_key', { synchronize: false })
@Index('idx_tickets_key', { synchronize: false })
@Index('idx_tickets_queue', { synchronize: false })
@Index('idx_tickets_stream_queue', { synchronize: false })
@Index('idx_tickets_unresolved', { synchronize: false })
@Index('idx_tickets_resolved', { synchronize: false })
@Index('idx_tickets_subject', { synchronize: false })
@Index('idx_tickets_fingerprint', { synchronize: false })
@Index('idx_tickets_wake', { synchronize: false })
@Index('idx_tickets_sla', { synchronize: false })
@Index('idx_tickets_page', { synchronize: false })
@Index('idx_tickets_stale', { synchronize: false })
@Check('ck_tickets_claim', `(owner_id IS NULL) = (claim_expires_at IS NULL)`)
@Check('ck_tickets_resolution', `(status = 'resolved') = (outcome IS NOT NULL AND resolved_at IS NOT NULL)`)
@Entity({ name: 'tickets' })
export class TicketRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'tickets_pkey' })
  guildId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'tickets_pkey' })
  id: string;

  @Column({ type: 'integer' })
  number: number;

  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'text' })
  stream: string;

  @Column({ type: 'text' })
  status: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text' })
  category: string;

  @Column({ type: 'text' })
  title: string;

  @Column({ name: 'subject_type', type: 'text' })
  subjectType: string;

  @Column({ name: 'subject_id', type: 'text' })
  subjectId: string;

  @Column({ name: 'subject_name', type: 'text', nullable: true })
  subjectName: string | null;

  @Column({ type: 'smallint' })
  priority: number;

  @Column({ name: 'priority_parts', type: 'jsonb' })
  priorityParts: JsonValue;

  @Column({ name: 'correlation_key', type: 'text', nullable: true })
  correlationKey: string | null;

  @Column({ type: 'text', nullable: true })
  fingerprint: string | null;

  @Column({ name: 'source_id', type: 'text' })
  sourceId: string;

  @Column({ type: 'text', array: true, default: [] })
  tags: string[];

  @Column({ type: 'jsonb' })
  explanation: JsonValue;

  @Column({ name: 'owner_id', type: 'text', nullable: true })
  ownerId: string | null;

  @Column({ name: 'claim_expires_at', type: 'timestamptz', nullable: true })
  claimExpiresAt: Date | null;

  @Column({ name: 'wait_for', type: 'text', nullable: true })
  waitFor: string | null;

  @Column({ name: 'wait_until', type: 'timestamptz', nullable: true })
  waitUntil: Date | null;

  @Column({ type: 'text', nullable: true })
  outcome: string | null;

  @Column({ name: 'resolution_reason', type: 'text', nullable: true })
  resolutionReason: string | null;

  @Column({ name: 'resolved_by_type', type: 'text', nullable: true })
  resolvedByType: string | null;

  @Column({ name: 'resolved_by_id', type: 'text', nullable: true })
  resolvedById: string | null;

  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true })
  resolvedAt: Date | null;

  @Column({ name: 'decision_expires_at', type: 'timestamptz', nullable: true })
  decisionExpiresAt: Date | null;

  @Column({ name: 'signal_count', type: 'integer' })
  signalCount: number;

  @Column({ name: 'reporter_count', type: 'integer' })
  reporterCount: number;

  @Column({ name: 'dropped_count', type: 'integer', default: 0 })
  droppedCount: number;

  @Column({ name: 'last_signal_at', type: 'timestamptz' })
  lastSignalAt: Date;

  @Column({ name: 'contests_action_id', type: 'uuid', nullable: true })
  contestsActionId: string | null;

  @Column({ name: 'contests_ticket_id', type: 'uuid', nullable: true })
  contestsTicketId: string | null;

  @Column({ name: 'waiver_reason', type: 'text', nullable: true })
  waiverReason: string | null;

  @Column({ name: 'merged_into_id', type: 'uuid', nullable: true })
  mergedIntoId: string | null;

  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'sla_due_at', type: 'timestamptz', nullable: true })
  slaDueAt: Date | null;

  @Column({ name: 'sla_warn_at', type: 'timestamptz', nullable: true })
  slaWarnAt: Date | null;

  @Column({ name: 'sla_breached', type: 'boolean', default: false })
  slaBreached: boolean;

  @Column({ name: 'page_at', type: 'timestamptz', nullable: true })
  pageAt: Date | null;

  @Column({ name: 'page_count', type: 'smallint', default: 0 })
  pageCount: number;

  @Column({ name: 'stale_at', type: 'timestamptz', nullable: true })
  staleAt: Date | null;

  @Column({ name: 'reminded_at', type: 'timestamptz', nullable: true })
  remindedAt: Date | null;
}
