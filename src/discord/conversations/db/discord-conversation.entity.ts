import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = 'discord_conversations_pkey';

@Index('idx_discord_conversations_channel', { synchronize: false })
@Index('idx_discord_conversations_recent', { synchronize: false })
@Entity({ name: 'discord_conversations' })
export class DiscordConversation {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: KEY })
  guildId: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'uuid', primaryKeyConstraintName: KEY })
  ticketId: string;

  /** The member. */
  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: KEY })
  userId: string;

  /** A private thread, or the channel of direct messages with them. */
  @Column({ name: 'channel_id', type: 'text' })
  channelId: string;

  @Column({ type: 'text' })
  via: string;

  /** The newest message that was heard there. */
  @Column({ name: 'last_heard_id', type: 'text', nullable: true })
  lastHeardId: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
