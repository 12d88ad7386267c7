import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a source may still send, where no Redis keeps it. */
@Entity({ name: 'source_rates' })
export class SourceRateRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'source_rates_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'source_id', type: 'text', primaryKeyConstraintName: 'source_rates_pkey' })
  sourceId: string;

  @Column({ name: 'tokens', type: 'double precision' })
  tokens: number;

  /** What was taken last. */
  @Column({ type: 'integer' })
  granted: number;

  @Column({ name: 'filled_at', type: 'timestamptz' })
  filledAt: Date;
}
