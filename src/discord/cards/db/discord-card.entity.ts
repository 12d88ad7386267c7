import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Where a ticket stands on Discord, and what is owed there. */
@Index('idx_discord_cards_held', { synchronize: false })
@Index('idx_discord_cards_owed', { synchronize: false })
@Index('idx_discord_cards_message', { synchronize: false })
@Index('idx_discord_cards_thread', { synchronize: false })
@Index('idx_discord_cards_active_threads', { synchronize: false })
@Check('ck_discord_cards_thread', `thread_state IN ('active', 'archived', 'set_aside')`)
@Entity({ name: 'discord_cards' })
export class DiscordCard {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'discord_cards_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'uuid', primaryKeyConstraintName: 'discord_cards_pkey' })
  ticketId: string;

  /** Grows with every reason to look at the card again. */
  @Column({ type: 'integer', default: 1 })
  wanted: number;

  /** The `wanted` for which that was last done. */
  @Column({ type: 'integer', default: 0 })
  shown: number;

  /** The ticket's version that the card shows. */
  @Column({ name: 'shown_version', type: 'integer', nullable: true })
  shownVersion: number | null;

  @Column({ name: 'shown_at', type: 'timestamptz', nullable: true })
  shownAt: Date | null;

  @Column({ name: 'content_hash', type: 'text', nullable: true })
  contentHash: string | null;

  @Column({ name: 'channel_id', type: 'text', nullable: true })
  channelId: string | null;

  @Column({ name: 'message_id', type: 'text', nullable: true })
  messageId: string | null;

  @Column({ name: 'thread_id', type: 'text', nullable: true })
  threadId: string | null;

  @Column({ name: 'thread_state', type: 'text', nullable: true })
  threadState: string | null;

  /** Of the card before it moved: the talk there goes on to be linked, as long as no party sees it. */
  @Column({ name: 'earlier_channel_id', type: 'text', nullable: true })
  earlierChannelId: string | null;

  @Column({ name: 'earlier_thread_id', type: 'text', nullable: true })
  earlierThreadId: string | null;

  /** Where a card was about to be sent; still there after the send was answered, never. */
  @Column({ name: 'sending_channel_id', type: 'text', nullable: true })
  sendingChannelId: string | null;

  @Column({ name: 'sending_at', type: 'timestamptz', nullable: true })
  sendingAt: Date | null;

  /** Refused by Discord: not tried again before the guild's mapping or permissions change. */
  @Column({ type: 'boolean', default: false })
  held: boolean;

  @Column({ name: 'failure_code', type: 'text', nullable: true })
  failureCode: string | null;

  @Column({ name: 'failure_text', type: 'text', nullable: true })
  failureText: string | null;

  @Column({ name: 'failure_at', type: 'timestamptz', nullable: true })
  failureAt: Date | null;

  /** Failures in a row of calls that are worth trying again. */
  @Column({ type: 'integer', default: 0 })
  attempts: number;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
