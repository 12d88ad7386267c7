import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_member_locales_user', { synchronize: false })
@Entity({ name: 'member_locales' })
export class MemberLocale {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'member_locales_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'member_locales_pkey' })
  userId: string;

  /** As Discord names it, whether Docket speaks it or not. */
  @Column({ type: 'text' })
  locale: string;

  @Column({ type: 'timestamptz' })
  since: Date;
}
