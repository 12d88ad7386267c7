import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_ticket_parties_user', { synchronize: false })
@Entity({ name: 'ticket_parties' })
export class TicketParty {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'ticket_parties_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'uuid', primaryKeyConstraintName: 'ticket_parties_pkey' })
  ticketId: string;

  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'ticket_parties_pkey' })
  userId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'ticket_parties_pkey' })
  role: string;

  @Column({ name: 'added_at', type: 'timestamptz' })
  addedAt: Date;

  @Column({ name: 'since_version', type: 'integer', default: 1 })
  sinceVersion: number;
}
