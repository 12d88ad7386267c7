import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_enforcements_pending', { synchronize: false })
@Index('idx_enforcements_proposed', { synchronize: false })
@Check('ck_enforcements_state', `state IN ('proposed', 'pending', 'done', 'refused')`)
@Entity({ name: 'enforcements' })
export class EnforcementRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'enforcements_pkey' })
  guildId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'enforcements_pkey' })
  id: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'ticket_number', type: 'integer' })
  ticketNumber: number;

  @Column({ name: 'ticket_version', type: 'integer' })
  ticketVersion: number;

  @Column({ type: 'text' })
  type: string;

  @Column({ name: 'subject_id', type: 'text' })
  subjectId: string;

  @Column({ type: 'text' })
  reason: string;

  @Column({ name: 'duration_seconds', type: 'integer', nullable: true })
  durationSeconds: number | null;

  @Column({ name: 'delete_message_seconds', type: 'integer', nullable: true })
  deleteMessageSeconds: number | null;

  @Column({ name: 'channel_id', type: 'text', nullable: true })
  channelId: string | null;

  @Column({ name: 'message_id', type: 'text', nullable: true })
  messageId: string | null;

  @Column({ type: 'text', nullable: true })
  outcome: string | null;

  @Column({ type: 'text' })
  language: string;

  @Column({ name: 'requested_by', type: 'text' })
  requestedBy: string;

  @Column({ name: 'requested_role', type: 'text' })
  requestedRole: string;

  @Column({ name: 'requested_at', type: 'timestamptz' })
  requestedAt: Date;

  @Column({ type: 'text', default: 'proposed' })
  state: string;

  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt: Date | null;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true })
  leasedUntil: Date | null;

  @Column({ name: 'told_member', type: 'boolean', nullable: true })
  toldMember: boolean | null;

  @Column({ type: 'text', nullable: true })
  failure: string | null;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt: Date | null;
}
