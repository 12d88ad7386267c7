import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'source_health' })
export class SourceHealthRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'source_health_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'source_id', type: 'text', primaryKeyConstraintName: 'source_health_pkey' })
  sourceId: string;

  @Column({ type: 'text' })
  state: string;

  @Column({ type: 'timestamptz' })
  since: Date;

  @Column({ type: 'text' })
  explanation: string;

  @Column({ name: 'checked_at', type: 'timestamptz' })
  checkedAt: Date;
}
