import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { JsonValue } from '#kernel';

@Entity({ name: 'digests' })
export class DigestRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'digests_pkey' })
  guildId: string;

  @Column({ name: 'period_start', type: 'timestamptz' })
  periodStart: Date;

  @PrimaryColumn({ name: 'period_end', type: 'timestamptz', primaryKeyConstraintName: 'digests_pkey' })
  periodEnd: Date;

  @Column({ type: 'jsonb' })
  body: JsonValue;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
