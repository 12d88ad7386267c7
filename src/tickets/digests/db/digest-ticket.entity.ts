import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_digest_tickets_period', { synchronize: false })
@Entity({ name: 'digest_tickets' })
export class DigestTicketRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'digest_tickets_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'uuid', primaryKeyConstraintName: 'digest_tickets_pkey' })
  ticketId: string;

  @Column({ name: 'period_end', type: 'timestamptz' })
  periodEnd: Date;

  @Column({ type: 'text' })
  rule: string;

  @Column({ type: 'text' })
  category: string;

  @Column({ name: 'source_id', type: 'text' })
  sourceId: string;
}
