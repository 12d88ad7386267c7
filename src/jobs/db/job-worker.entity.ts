import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'job_workers' })
export class JobWorkerRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'job_workers_pkey' })
  id: string;

  @Column({ name: 'seen_at', type: 'timestamptz' })
  seenAt: Date;
}
