import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'discord_log_channels' })
export class LogChannelRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'discord_log_channels_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'source_id', type: 'text', primaryKeyConstraintName: 'discord_log_channels_pkey' })
  sourceId: string;

  @PrimaryColumn({ name: 'channel_id', type: 'text', primaryKeyConstraintName: 'discord_log_channels_pkey' })
  channelId: string;

  /** The last message that was read. */
  @Column({ name: 'read_to', type: 'text' })
  readTo: string;

  @Column({ type: 'text', nullable: true })
  problem: string | null;
}
