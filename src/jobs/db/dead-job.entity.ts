import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JsonValue } from '#kernel';

@Index('uq_dead_jobs_work', { synchronize: false })
@Index('idx_dead_jobs_died', { synchronize: false })
@Entity({ name: 'dead_jobs' })
export class DeadJobRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'dead_jobs_pkey' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  key: string | null;

  @Column({ name: 'guild_id', type: 'text', nullable: true })
  guildId: string | null;

  @Column({ type: 'jsonb' })
  payload: JsonValue;

  @Column({ type: 'integer' })
  failures: number;

  @Column({ type: 'integer', default: 1 })
  deaths: number;

  @Column({ type: 'text' })
  error: string;

  @Column({ name: 'died_at', type: 'timestamptz', default: () => 'now()' })
  diedAt: Date;
}
