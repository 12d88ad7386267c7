import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'member_rates' })
export class MemberRate {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'member_rates_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'member_rates_pkey' })
  userId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'member_rates_pkey' })
  what: string;

  /** When each of the latest ones was let in. */
  @Column({ type: 'timestamptz', array: true })
  taken: Date[];
}
