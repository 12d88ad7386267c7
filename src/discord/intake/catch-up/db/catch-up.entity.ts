import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_discord_catch_ups_owed', { synchronize: false })
@Entity({ name: 'discord_catch_ups' })
export class CatchUpRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'discord_catch_ups_pkey' })
  guildId: string;

  /** The last entry of the audit log that was read; an id of Discord's. */
  @Column({ name: 'audit_after', type: 'text' })
  auditAfter: string;

  @Column({ name: 'audit_problem', type: 'text', nullable: true })
  auditProblem: string | null;

  @Column({ name: 'wanted_at', type: 'timestamptz' })
  wantedAt: Date;

  @Column({ name: 'done_at', type: 'timestamptz', nullable: true })
  doneAt: Date | null;
}
