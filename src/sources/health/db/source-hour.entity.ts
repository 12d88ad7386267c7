import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_source_hours_hour', { synchronize: false })
@Entity({ name: 'source_hours' })
export class SourceHourRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'source_hours_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'source_id', type: 'text', primaryKeyConstraintName: 'source_hours_pkey' })
  sourceId: string;

  @PrimaryColumn({ type: 'timestamptz', primaryKeyConstraintName: 'source_hours_pkey' })
  hour: Date;

  @Column({ type: 'integer', default: 0 })
  accepted: number;

  @Column({ type: 'integer', default: 0 })
  refused: number;

  @Column({ name: 'last_accepted_at', type: 'timestamptz', nullable: true })
  lastAcceptedAt: Date | null;
}
