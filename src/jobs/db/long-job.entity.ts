import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'long_jobs' })
export class LongJobRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'long_jobs_pkey' })
  name: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'long_jobs_pkey' })
  key: string;

  @Column({ type: 'smallint' })
  progress: number;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'cancelled_at', type: 'timestamptz', nullable: true })
  cancelledAt: Date | null;
}
