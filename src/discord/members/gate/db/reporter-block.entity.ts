import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'reporter_blocks' })
export class ReporterBlock {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'reporter_blocks_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'reporter_blocks_pkey' })
  userId: string;

  @Column({ type: 'timestamptz', nullable: true })
  until: Date | null;

  @Column({ type: 'text' })
  reason: string;

  @Column({ type: 'text' })
  by: string;

  @Column({ type: 'timestamptz' })
  at: Date;
}
