import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'job_rates' })
export class JobRateRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'job_rates_pkey' })
  name: string;

  @Column({ name: 'next_at', type: 'timestamptz' })
  nextAt: Date;
}
