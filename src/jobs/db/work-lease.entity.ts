import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'work_leases' })
export class WorkLease {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'work_leases_pkey' })
  name: string;

  @Column({ type: 'uuid' })
  holder: string;

  @Column({ type: 'timestamptz' })
  until: Date;
}
