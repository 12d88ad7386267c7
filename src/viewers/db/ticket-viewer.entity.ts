import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'ticket_viewers' })
export class TicketViewer {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'ticket_viewers_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'uuid', primaryKeyConstraintName: 'ticket_viewers_pkey' })
  ticketId: string;

  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'ticket_viewers_pkey' })
  userId: string;

  @PrimaryColumn({ name: 'process_id', type: 'uuid', primaryKeyConstraintName: 'ticket_viewers_pkey' })
  processId: string;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt: Date;
}
