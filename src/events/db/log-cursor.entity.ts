import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'log_cursors' })
export class LogCursor {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'log_cursors_pkey' })
  guildId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'log_cursors_pkey' })
  consumer: string;

  /** The last event it has dealt with. */
  @Column({ type: 'bigint' })
  seq: string;
}
