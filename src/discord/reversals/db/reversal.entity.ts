import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_reversals_pending', { synchronize: false })
@Check('ck_reversals_state', `state IN ('pending', 'settled')`)
@Entity({ name: 'reversals' })
export class ReversalRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'reversals_pkey' })
  guildId: string;

  /** What is taken back. */
  @PrimaryColumn({ name: 'action_id', type: 'uuid', primaryKeyConstraintName: 'reversals_pkey' })
  actionId: string;

  /** The appeal. */
  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ type: 'text' })
  state: string;

  @Column({ name: 'owed_at', type: 'timestamptz' })
  owedAt: Date;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true })
  leasedUntil: Date | null;

  @Column({ type: 'text', nullable: true })
  result: string | null;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt: Date | null;
}
