import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'staff_members' })
export class StaffMember {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'staff_members_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'staff_members_pkey' })
  userId: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  role: string;

  @Column({ name: 'seen_at', type: 'timestamptz' })
  seenAt: Date;
}
