import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_reporter_outcomes_recent', { synchronize: false })
@Index('idx_reporter_outcomes_ticket', { synchronize: false })
@Entity({ name: 'reporter_outcomes' })
export class ReporterOutcome {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'reporter_outcomes_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'reporter_outcomes_pkey' })
  userId: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'uuid', primaryKeyConstraintName: 'reporter_outcomes_pkey' })
  ticketId: string;

  @Column({ type: 'boolean' })
  upheld: boolean;

  @Column({ type: 'timestamptz' })
  at: Date;
}
