import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That someone is to be called to a ticket; one of its version makes one call, whatever restarts in between. */
@Entity({ name: 'discord_pages' })
export class DiscordPage {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'discord_pages_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'uuid', primaryKeyConstraintName: 'discord_pages_pkey' })
  ticketId: string;

  @PrimaryColumn({
    name: 'ticket_version',
    type: 'integer',
    primaryKeyConstraintName: 'discord_pages_pkey',
  })
  ticketVersion: number;

  @Column({ name: 'wanted_at', type: 'timestamptz' })
  wantedAt: Date;

  @Column({ name: 'sending_at', type: 'timestamptz', nullable: true })
  sendingAt: Date | null;

  @Column({ name: 'done_at', type: 'timestamptz', nullable: true })
  doneAt: Date | null;

  @Column({ name: 'channel_id', type: 'text', nullable: true })
  channelId: string | null;

  /** Null when it was done without a message: there was nobody to call any more. */
  @Column({ name: 'message_id', type: 'text', nullable: true })
  messageId: string | null;
}
