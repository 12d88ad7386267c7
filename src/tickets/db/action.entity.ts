import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_actions_subject', { synchronize: false })
@Index('idx_actions_member', { synchronize: false })
@Index('idx_actions_ticket', { synchronize: false })
@Index('uq_actions_external', { synchronize: false })
@Entity({ name: 'actions' })
export class Action {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'actions_pkey' })
  guildId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'actions_pkey' })
  id: string;

  @Column({ name: 'ticket_id', type: 'uuid', nullable: true })
  ticketId: string | null;

  @Column({ type: 'text' })
  type: string;

  @Column({ name: 'subject_id', type: 'text' })
  subjectId: string;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ name: 'duration_seconds', type: 'integer', nullable: true })
  durationSeconds: number | null;

  @Column({ name: 'decided_by', type: 'text', nullable: true })
  decidedBy: string | null;

  @Column({ name: 'carried_out_by', type: 'text', nullable: true })
  carriedOutBy: string | null;

  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId: string | null;

  @Column({ type: 'timestamptz' })
  at: Date;

  @Column({ name: 'reversed_at', type: 'timestamptz', nullable: true })
  reversedAt: Date | null;
}
