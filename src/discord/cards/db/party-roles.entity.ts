import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The roles on Discord of people who are party to tickets, as last seen: what their sight is reckoned from (I8). */
@Entity({ name: 'discord_party_roles' })
export class PartyRolesRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'discord_party_roles_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'discord_party_roles_pkey' })
  userId: string;

  /** Null for someone who is not a member. */
  @Column({ name: 'role_ids', type: 'text', array: true, nullable: true })
  roleIds: string[] | null;

  @Column({ name: 'seen_at', type: 'timestamptz' })
  seenAt: Date;
}
