import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'periodic_work' })
export class PeriodicWorkRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'periodic_work_pkey' })
  name: string;

  @Column({ name: 'done_until', type: 'timestamptz' })
  doneUntil: Date;
}
