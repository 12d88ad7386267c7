import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = 'discord_notices_pkey';

@Index('idx_discord_notices_owed', { synchronize: false })
@Index('idx_discord_notices_ticket', { synchronize: false })
@Index('idx_discord_notices_message', { synchronize: false })
@Entity({ name: 'discord_notices' })
export class DiscordNotice {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: KEY })
  guildId: string;

  /** Of the event that it tells of. */
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: KEY })
  seq: string;

  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: KEY })
  userId: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text' })
  state: string;

  @Column({ type: 'text', nullable: true })
  via: string | null;

  @Column({ name: 'message_id', type: 'text', nullable: true })
  messageId: string | null;

  /** Why it could not be delivered. */
  @Column({ type: 'text', nullable: true })
  problem: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt: Date | null;
}
